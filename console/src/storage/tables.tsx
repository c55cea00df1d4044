import { Age } from '../fleet/Age';
import { Card } from '../layout/Card';
import { dayOf } from '../live/clockTime';
import type { Retention, StoredTable } from './model';
import { bytesText, periodText, rowsText } from './words';

export function TablesCard({ tables }: { readonly tables: readonly StoredTable[] }) {
  const compresses = tables.some(({ compressedPartitions }) => compressedPartitions !== null);
  return (
    <Card title="Tables">
      <div className="storage-scroll" tabIndex={0} role="region" aria-label="Tables">
        <table className="plain-table storage-table">
          <thead>
            <tr>
              <th scope="col">Table</th>
              <th scope="col" className="figure">
                Rows, about
              </th>
              <th scope="col" className="figure">
                Size
              </th>
              <th scope="col" className="figure">
                Partitions
              </th>
              {compresses ? (
                <th scope="col" className="figure">
                  Compressed
                </th>
              ) : null}
              <th scope="col">Oldest</th>
            </tr>
          </thead>
          <tbody>
            {tables.map((table) => (
              <tr key={table.name}>
                <th scope="row">{table.name}</th>
                <td className="figure">{rowsText(table.rows)}</td>
                <td className="figure">{bytesText(table.bytes)}</td>
                <td className="figure">
                  {table.partitions === 0 ? <span className="quiet">one piece</span> : table.partitions}
                </td>
                {compresses ? <td className="figure">{table.compressedPartitions ?? '–'}</td> : null}
                <td>
                  {table.oldestPartition === null ? (
                    <span className="quiet">–</span>
                  ) : (
                    dayOf(table.oldestPartition)
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

export function RetentionCard({ retention }: { readonly retention: readonly Retention[] }) {
  return (
    <Card title="Retention">
      {retention.length === 0 ? (
        <p className="quiet">Nothing is ever dropped.</p>
      ) : (
        <div className="storage-scroll" tabIndex={0} role="region" aria-label="Retention">
          <table className="plain-table storage-table">
            <thead>
              <tr>
                <th scope="col">Table</th>
                <th scope="col">Kept for</th>
                <th scope="col">Last run</th>
                <th scope="col" className="figure">
                  Dropped then
                </th>
              </tr>
            </thead>
            <tbody>
              {retention.map(({ table, keep, lastRun, lastDropped }) => (
                <tr key={table}>
                  <th scope="row">{table}</th>
                  <td>{periodText(keep)}</td>
                  <td>
                    {lastRun === null ? (
                      <span className="quiet">not yet</span>
                    ) : (
                      <>
                        <Age since={lastRun} /> ago
                      </>
                    )}
                  </td>
                  <td className="figure">{lastRun === null ? '–' : lastDropped}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}
