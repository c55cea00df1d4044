import type { Enrolled } from './decode';

/** What a device's engineer types to make a key that never leaves the device, and a request. */
export function requestCommand(deviceId: string): string {
  return [
    'openssl req -new -nodes -newkey ec \\',
    '  -pkeyopt ec_paramgen_curve:prime256v1 \\',
    `  -subj "/CN=${deviceId}" -keyout key.pem -out request.pem`,
  ].join('\n');
}

/** How the claim becomes a certificate; the claim itself is left for the engineer to put in. */
export function enrolmentCommand(origin: string): string {
  return [
    `jq -n --arg claim "$CLAIM" --rawfile csr request.pem \\`,
    `  '{claim: $claim, certificateSigningRequest: $csr}' |`,
    `curl --fail -H 'Content-Type: application/json' --data @- \\`,
    `  ${origin}/api/v1/enrolments > enrolled.json`,
    `jq -r .certificate enrolled.json > cert.pem`,
    `jq -r .caCertificate enrolled.json > ca.pem`,
  ].join('\n');
}

/** A first reading, in the format of models that speak vitalwire-json. */
export function publishCommand({ id, topic, mqttHost, mqttPort }: Enrolled): string {
  return [
    `mosquitto_pub -V mqttv5 -h ${mqttHost} -p ${mqttPort} -i ${id} -q 1 \\`,
    `  --cafile ca.pem --cert cert.pem --key key.pem \\`,
    `  -t ${topic} \\`,
    `  -m '{"time":"'"$(date -u +%Y-%m-%dT%H:%M:%SZ)"'","values":{"heart-rate":72}}'`,
  ].join('\n');
}

/** As the server checks it: 1-64 of letters, digits, dot, underscore, hyphen. */
export const DEVICE_ID_PATTERN = '[A-Za-z0-9][A-Za-z0-9._\\-]{0,63}';
