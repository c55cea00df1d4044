import { lazy, type ReactNode, Suspense, useEffect, useRef } from 'react';
import { InboxPage } from '../alerts/InboxPage';
import { inboxKeys } from '../alerts/keys';
import { CensusPage } from '../census/CensusPage';
import { ChartingPage } from '../charting/ChartingPage';
import { DeliveriesPage } from '../deliveries/DeliveriesPage';
import { DevicePage } from '../device/DevicePage';
import { EnrolPage } from '../enrol/EnrolPage';
import { ExplainPage } from '../explain/ExplainPage';
import { FleetPage } from '../fleet/FleetPage';
import { ConnectionBanner } from '../live/ConnectionBanner';
import { clockTime } from '../live/clockTime';
import { useObservable } from '../live/observable';
import { useNow } from '../live/ticker';
import { MePage } from '../me/MePage';
import { useAddress } from '../nav/Link';
import { mayOperate, maySee, type Place } from '../nav/places';
import { OnCallPage } from '../oncall/OnCallPage';
import { PoliciesPage } from '../policies/PoliciesPage';
import { QuarantinePage } from '../quarantine/QuarantinePage';
import { StatisticsPage } from '../statistics/StatisticsPage';
import { StatusPage } from '../status/StatusPage';
import { StoragePage } from '../storage/StoragePage';
import { UnitPage } from '../unit/UnitPage';
import type { Services } from '../services';
import { SessionEnding } from '../session/SessionEnding';
import type { Session, SignedIn } from '../session/session';
import { frameWords } from '../words/frame';
import { placeWords } from '../words/places';
import { Account } from './Account';
import { Message } from './Message';

// The chart library is for this page alone: the ward board does not wait for it.
const PatientPage = lazy(async () => ({
  default: (await import('../patient/PatientPage')).PatientPage,
}));

interface Props {
  readonly place: Exclude<Place, 'ward'>;
  readonly services: Services;
  readonly session: Session;
  readonly signedIn: SignedIn;
  readonly navigation: ReactNode;
  /** The ward as it was last looked at. */
  readonly wardSearch: string;
  /** Whether alerts are listened to on this page. */
  readonly alerting: boolean;
}

/** The frame around all pages but the ward board. */
export function DeskPage(props: Props) {
  const { place, services, session, signedIn, navigation, wardSearch, alerting } = props;
  const w = frameWords();
  const title = placeWords()[place];
  const main = useRef<HTMLElement>(null);
  const shown = useRef<string | null>(null);
  const address = useAddress();
  const subject = `${place} ${new URLSearchParams(useObservable(address.search)).get('id')}`;
  useEffect(() => {
    // The link that led here may be gone: the keyboard goes on at the new page.
    if (address.moved && shown.current !== subject) main.current?.focus();
    shown.current = subject;
  }, [subject, address]);
  return (
    <div className="page desk">
      <a className="skip" href="#desk">
        {w.skipToContent}
      </a>
      <AlertConnection services={alerting ? services : null} title={`${title} – Vitalwire`} />
      <header className="top">
        <div className="brand">
          <img src="/favicon.svg" alt="" width="36" height="36" />
          <p className="desk-brand">Vitalwire</p>
        </div>
        {navigation}
        <Time />
        <Account person={signedIn.person} onSignOut={() => void session.signOut()} />
      </header>
      <SessionEnding endsAt={signedIn.endsAt} onSignIn={() => void session.signInAgain()} />
      <main
        ref={main}
        id="desk"
        className="desk-main"
        tabIndex={-1}
        onKeyDown={place === 'alerts' ? inboxKeys : undefined}
      >
        {maySee(signedIn.claims, place) ? (
          <Page
            place={place}
            services={services}
            session={session}
            signedIn={signedIn}
            wardSearch={wardSearch}
          />
        ) : (
          <>
            <h1 className="unseen">{title}</h1>
            <Message title={w.otherRole}>
              <p>{w.otherRoleMore(title)}</p>
            </Message>
          </>
        )}
      </main>
    </div>
  );
}

function Page(props: Omit<Props, 'navigation' | 'alerting'>) {
  const { place, services, session, signedIn, wardSearch } = props;
  const operator = mayOperate(signedIn.claims);
  switch (place) {
    case 'alerts':
      return <InboxPage services={services} claims={signedIn.claims} />;
    case 'patient':
      return (
        <Suspense
          fallback={
            <p className="desk-wait" role="status">
              {frameWords().loading}
            </p>
          }
        >
          <PatientPage services={services} claims={signedIn.claims} wardSearch={wardSearch} />
        </Suspense>
      );
    case 'unit':
      return <UnitPage api={services.api} />;
    case 'statistics':
      return <StatisticsPage services={services} />;
    case 'status':
      return <StatusPage services={services} />;
    case 'policies':
      return <PoliciesPage api={services.api} claims={signedIn.claims} />;
    case 'on-call':
      return <OnCallPage api={services.api} claims={signedIn.claims} />;
    case 'census':
      return <CensusPage api={services.api} claims={signedIn.claims} />;
    case 'charting':
      return <ChartingPage api={services.api} />;
    case 'deliveries':
      return <DeliveriesPage api={services.api} claims={signedIn.claims} />;
    case 'storage':
      return <StoragePage api={services.api} />;
    case 'fleet':
      return <FleetPage api={services.api} mayEnrol={maySee(signedIn.claims, 'enrol')} />;
    case 'device':
      return (
        <DevicePage
          api={services.api}
          accessToken={session.accessToken}
          renew={session.renew}
          operator={operator}
        />
      );
    case 'quarantine':
      return <QuarantinePage api={services.api} />;
    case 'explain':
      return <ExplainPage api={services.api} />;
    case 'enrol':
      return <EnrolPage api={services.api} />;
    case 'me':
      return <MePage api={services.api} />;
  }
}

function Time() {
  const now = useNow();
  return (
    <div className="clock">
      <time className="clock-time">{clockTime(now)}</time>
    </div>
  );
}

/** @param services null where alerts are not listened to */
function AlertConnection({ services, title }: { readonly services: Services | null; readonly title: string }) {
  useNow();
  const alerts = services?.alerts.liveness() ?? { kind: 'live' };
  return <ConnectionBanner values={{ kind: 'live' }} alerts={alerts} title={title} />;
}
