import { asObject, asText } from '../wire/json';

export interface ConsoleConfig {
  readonly authority: string;
  readonly clientId: string;
  readonly scope: string;
}

export function configOf(value: unknown): ConsoleConfig {
  const config = asObject(value);
  const authority = asText(config['authority']);
  const clientId = asText(config['clientId']);
  if (authority === null || clientId === null) {
    throw new Error('/console/config.json names no authority and clientId');
  }
  return { authority, clientId, scope: asText(config['scope']) ?? 'openid' };
}

export async function loadConfig(): Promise<ConsoleConfig> {
  const response = await fetch('/console/config.json', { cache: 'no-store' });
  if (!response.ok) throw new Error(`/console/config.json answered ${response.status}`);
  return configOf(await response.json());
}
