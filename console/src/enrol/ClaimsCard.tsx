import { Card, PolledContent } from '../layout/Card';
import { Mark } from '../layout/Mark';
import { fullTime } from '../live/clockTime';
import type { PolledState } from '../live/polled';
import { useNow } from '../live/ticker';
import { searchTo } from '../nav/address';
import { Link } from '../nav/Link';
import type { ListedClaim } from './decode';

interface Props {
  readonly claims: PolledState<readonly ListedClaim[]>;
  readonly everyMillis: number;
}

const MOST = 20;

export function ClaimsCard({ claims, everyMillis }: Props) {
  const now = useNow(10_000);
  return (
    <Card title="Claims">
      <PolledContent state={claims} everyMillis={everyMillis} what="This list">
        {(all) =>
          all.length === 0 ? (
            <p className="quiet">There are none.</p>
          ) : (
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">Device</th>
                  <th scope="col">Model</th>
                  <th scope="col">State</th>
                  <th scope="col">By</th>
                </tr>
              </thead>
              <tbody>
                {all.slice(0, MOST).map((claim, index) => (
                  <tr key={index}>
                    <td className="cell-break">
                      {claim.usedAt === null ? (
                        claim.deviceId
                      ) : (
                        <Link to={searchTo('device', { id: claim.deviceId })}>{claim.deviceId}</Link>
                      )}
                    </td>
                    <td>{claim.model ?? 'Not known'}</td>
                    <td>
                      <State claim={claim} now={now} />
                    </td>
                    <td>{claim.createdBy ?? 'Not known'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </PolledContent>
    </Card>
  );
}

function State({ claim, now }: { readonly claim: ListedClaim; readonly now: number }) {
  const { usedAt, expiresAt, voidAt } = claim;
  if (usedAt !== null) {
    return (
      <span className="marked">
        <Mark grade="good" /> Used {fullTime(usedAt)}
      </span>
    );
  }
  if (voidAt !== null) return <span className="quiet">Replaced {fullTime(voidAt)}</span>;
  if (expiresAt !== null && expiresAt <= now) {
    return <span className="quiet">Ran out {fullTime(expiresAt)}</span>;
  }
  return <>Waits{expiresAt === null ? '' : ` until ${fullTime(expiresAt)}`}</>;
}
