import { useEffect, useMemo, useState } from 'react';
import { waiting } from './alerts/order';
import { DeskPage } from './layout/DeskPage';
import { useObservable } from './live/observable';
import { TickerContext } from './live/ticker';
import { Address, placeOf } from './nav/address';
import { AddressContext } from './nav/Link';
import { Navigation } from './nav/Navigation';
import { homeOf, maySee, offeredTo } from './nav/places';
import { servicesOf } from './services';
import { StatusLight } from './status/StatusLight';
import type { Session, SignedIn } from './session/session';
import { sounder } from './sound/sounder';
import { Ward } from './Ward';

interface Props {
  readonly session: Session;
  readonly signedIn: SignedIn;
}

/** The signed-in console: the page that the address names, among those of the role. */
export function App({ session, signedIn }: Props) {
  const [services] = useState(() => servicesOf(session));
  const [address] = useState(() => new Address());
  const { claims } = signedIn;
  const search = useObservable(address.search);
  const place = placeOf(search) ?? homeOf(claims);
  const [wardSearch, setWardSearch] = useState('?page=ward');
  // Whoever may act on alerts hears of them on every page; others on the page that lists them.
  const alerting = maySee(claims, 'ward') || place === 'ward';

  useEffect(() => {
    address.start();
    return () => address.stop();
  }, [address]);
  useEffect(() => {
    if (!alerting) return;
    services.alerts.start();
    sounder.start(() => services.alerts.state.get().alerts.values());
    return () => {
      sounder.stop();
      services.alerts.stop();
    };
  }, [services, alerting]);
  const asking = maySee(claims, 'status');
  useEffect(() => {
    if (!asking) return;
    services.status.start();
    return () => services.status.stop();
  }, [services, asking]);
  useEffect(() => {
    if (place === 'ward') setWardSearch(search === '' ? '?page=ward' : search);
  }, [place, search]);

  const alerts = useObservable(services.alerts.state).alerts;
  const waitingAlerts = useMemo(() => [...alerts.values()].filter(waiting), [alerts]);
  const places = offeredTo(claims);
  const navigation = (
    <>
      {places.length < 2 ? null : (
        <Navigation
          places={places}
          current={place}
          wardSearch={wardSearch}
          waiting={waitingAlerts}
        />
      )}
      {asking ? <StatusLight status={services.status} /> : null}
    </>
  );
  return (
    <AddressContext value={address}>
      <TickerContext value={services.ticker}>
        {place === 'ward' ? (
          <Ward
            services={services}
            session={session}
            signedIn={signedIn}
            navigation={navigation}
          />
        ) : (
          <DeskPage
            place={place}
            services={services}
            session={session}
            signedIn={signedIn}
            navigation={navigation}
            wardSearch={wardSearch}
            alerting={alerting}
          />
        )}
      </TickerContext>
    </AddressContext>
  );
}
