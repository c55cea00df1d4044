import { asInstant, asList, asNumber, asObject, asText, UnreadableAnswer } from '../wire/json';

/** A one-time claim; it is told this once and never again. */
export interface Claim {
  readonly claim: string;
  readonly expiresAt: number | null;
}

/** Reads the answer of POST /api/v1/claims. */
export function claimOf(value: unknown): Claim {
  const row = asObject(value);
  const claim = asText(row['claim']);
  if (claim === null) throw new UnreadableAnswer();
  return { claim, expiresAt: asInstant(row['expiresAt']) };
}

/** A claim as it is listed: without what makes it one. */
export interface ListedClaim {
  readonly deviceId: string;
  readonly model: string | null;
  readonly createdAt: number | null;
  readonly expiresAt: number | null;
  readonly usedAt: number | null;
  /** Another claim for the same device took its place. */
  readonly voidAt: number | null;
  readonly createdBy: string | null;
}

/** Reads GET /api/v1/claims, the newest first. */
export function claimsOf(value: unknown): readonly ListedClaim[] {
  return asList(value)
    .flatMap((raw) => {
      const row = asObject(raw);
      const deviceId = asText(row['deviceId']);
      if (deviceId === null) return [];
      return [
        {
          deviceId,
          model: asText(row['model']),
          createdAt: asInstant(row['createdAt']),
          expiresAt: asInstant(row['expiresAt']),
          usedAt: asInstant(row['usedAt']),
          voidAt: asInstant(row['voidAt']),
          createdBy: asText(row['createdBy']),
        },
      ];
    })
    .sort((left, right) => (right.createdAt ?? 0) - (left.createdAt ?? 0));
}

/** What a device needs to connect. */
export interface Enrolled {
  readonly id: string;
  readonly topic: string;
  readonly certificate: string | null;
  readonly caCertificate: string | null;
  readonly mqttHost: string;
  readonly mqttPort: number;
}

/** Reads the answer of POST /api/v1/devices. */
export function enrolledOf(value: unknown): Enrolled {
  const row = asObject(value);
  const id = asText(row['id']);
  if (id === null) throw new UnreadableAnswer();
  return {
    id,
    topic: asText(row['topic']) ?? `vitalwire/v1/${id}/readings`,
    certificate: asText(row['certificate']),
    caCertificate: asText(row['caCertificate']),
    mqttHost: asText(row['mqttHost']) ?? window.location.hostname,
    mqttPort: asNumber(row['mqttPort']) ?? 8883,
  };
}
