import { ANY_PORT, ICMP, ICMPV6, TCP, UDP, type ServiceRange } from '../address';
import type { ServiceText } from './types';

const FORM = /^(tcp|udp)\/(\d{1,5})(?:-(\d{1,5}))?$/;
const NUMBERED = /^protocol\/(\d{1,3})$/;
const LAST_PORT = ANY_PORT.to;
const LAST_PROTOCOL = 255;

/** Every packet, in words. */
export const ANY_SERVICE: ServiceText = 'any';

/** How services are written, for messages. */
export const SERVICE_FORMS = 'tcp/443, tcp/1024-65535, udp/53, tcp, udp, icmp, icmpv6, protocol/50 or any';

/** The packets that a text names; nothing when it is no service. */
export function findService(text: ServiceText): ServiceRange | undefined {
  switch (text) {
    case ANY_SERVICE:
      return { protocol: 'any' };
    case 'tcp':
      return { protocol: TCP };
    case 'udp':
      return { protocol: UDP };
    case 'icmp':
      return { protocol: ICMP };
    case 'icmpv6':
      return { protocol: ICMPV6 };
    default:
      return numbered(text) ?? ported(text);
  }
}

/** The packets that texts name, of which a policy has made sure that they are services. */
export function requireServices(texts: readonly ServiceText[]): readonly ServiceRange[] {
  return texts.map((text) => {
    const range = findService(text);
    if (range === undefined) {
      throw new Error(`'${text}' is no service`);
    }
    return range;
  });
}

function numbered(text: string): ServiceRange | undefined {
  const [, number] = NUMBERED.exec(text) ?? [];
  return number === undefined || Number(number) > LAST_PROTOCOL ? undefined : { protocol: Number(number) };
}

function ported(text: string): ServiceRange | undefined {
  const [, protocol, first, last = first] = FORM.exec(text) ?? [];
  const [from, to] = [Number(first), Number(last)];
  if (protocol === undefined || from > to || to > LAST_PORT) {
    return undefined;
  }
  return { protocol: protocol === 'tcp' ? TCP : UDP, ports: { from, to } };
}
