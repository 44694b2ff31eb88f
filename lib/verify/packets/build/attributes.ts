import { knownNumber, knownText, type TemplateResource, type Value } from '../../../template';
import { TCP, UDP } from '../net/packet';
import type { Draft } from './draft';
import { entry } from './reader';

/** Value of one attribute in a list of keys and values. */
export function attribute(draft: Draft, resource: TemplateResource, list: string, key: string): Value {
  const items = draft.reader.items(resource, list);
  const found = items?.find((item) => knownText(entry(item, 'Key')) === key);
  return items === undefined
    ? { kind: 'unknown', reason: `${list} is not known` }
    : found === undefined
      ? { kind: 'absent' }
      : entry(found, 'Value');
}

const PROTOCOLS: Readonly<Record<string, readonly number[]>> = {
  HTTP: [TCP],
  HTTPS: [TCP],
  TCP: [TCP],
  TLS: [TCP],
  SSL: [TCP],
  UDP: [UDP],
  TCP_UDP: [TCP, UDP],
  QUIC: [UDP],
  TCP_QUIC: [TCP, UDP],
};

/** Protocols of a listener or a group of targets. */
export function protocolsOf(value: Value): readonly number[] {
  return PROTOCOLS[knownText(value)?.toUpperCase() ?? ''] ?? [];
}

/** A port, `undefined` when the template does not tell. */
export function portOf(value: Value): number | undefined {
  return knownNumber(value);
}
