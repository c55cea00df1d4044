import { Card } from '../layout/Card';
import { Mark } from '../layout/Mark';
import type { Storage } from './model';
import { bytesText, daysText } from './words';

const WIDTH = 300;

/** How full the disk is, and when it will be. */
export function DiskCard({ storage }: { readonly storage: Storage }) {
  const { totalBytes, freeBytes, bytesPerDay, daysLeft } = storage.disk;
  const known = totalBytes !== null && freeBytes !== null && totalBytes > 0;
  return (
    <Card title="Disk">
      <p className="storage-forecast">
        {daysLeft === null ? (
          <span className="quiet">
            {bytesPerDay !== null && bytesPerDay <= 0
              ? 'It does not fill: the database has not grown.'
              : 'How long it lasts is not known yet.'}
          </span>
        ) : (
          <>
            <Mark grade={daysLeft < 7 ? 'error' : daysLeft < 30 ? 'warning' : 'good'} />
            <span>
              Full in <strong>{daysText(daysLeft)}</strong>
            </span>
          </>
        )}
      </p>
      {known ? (
        <figure className="disk">
          <svg viewBox={`0 0 ${WIDTH} 12`} preserveAspectRatio="none" role="img" aria-label={`${bytesText(totalBytes - freeBytes)} of ${bytesText(totalBytes)} used`}>
            <rect className="disk-free" width={WIDTH} height="12" />
            <rect className="disk-used" width={((totalBytes - freeBytes) / totalBytes) * WIDTH} height="12" />
          </svg>
          <figcaption>
            {bytesText(freeBytes)} free of {bytesText(totalBytes)}
          </figcaption>
        </figure>
      ) : (
        <p className="quiet">The server was not told which disk the database is on.</p>
      )}
      <p>
        {bytesPerDay === null ? (
          <span className="quiet">Growth is not known yet.</span>
        ) : (
          bytesPerDay > 0 ? `The database grows by ${bytesText(bytesPerDay)} a day` : null
        )}
      </p>
    </Card>
  );
}
