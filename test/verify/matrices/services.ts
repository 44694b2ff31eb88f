/** What a session is opened to: TCP or UDP ports, both ends included, ICMP as a whole, or every protocol. */
export type Service =
  | { readonly protocol: 'tcp' | 'udp'; readonly from: number; readonly to: number }
  | { readonly protocol: 'icmp' | 'any' };

const FORM = /^(tcp|udp)\/(\d{1,5})(?:-(\d{1,5}))?$/;

/**
 * Reads a list of services: `tcp/443`, `tcp/1024-65535`, `tcp` (all of its ports), `udp`, `icmp`, `any`, separated by
 * spaces; `-` is none.
 *
 * @throws Error when one is not of that form, or the list says something twice
 */
export function parseServices(text: string): readonly Service[] {
  if (text === '-') {
    return [];
  }
  const services = text.split(' ').map(parseService);
  services.forEach((service, index) => {
    const other = services.slice(index + 1).find((candidate) => overlap(service, candidate));
    if (other !== undefined) {
      throw new Error(`'${text}': ${formatService(service)} and ${formatService(other)} overlap`);
    }
  });
  return services;
}

/** Reads one service. */
export function parseService(text: string): Service {
  if (text === 'icmp' || text === 'any') {
    return { protocol: text };
  }
  if (text === 'tcp' || text === 'udp') {
    return { protocol: text, from: 0, to: 65535 };
  }
  const [, protocol, first, last = first] = FORM.exec(text) ?? [];
  const [from, to] = [Number(first), Number(last)];
  if ((protocol !== 'tcp' && protocol !== 'udp') || from > to || to > 65535) {
    throw new Error(`'${text}' is no service`);
  }
  return { protocol, from, to };
}

/** The service as it is written in a matrix. */
export function formatService(service: Service): string {
  if (!('from' in service)) {
    return service.protocol;
  }
  const { protocol, from, to } = service;
  if (from === 0 && to === 65535) {
    return protocol;
  }
  return from === to ? `${protocol}/${String(from)}` : `${protocol}/${String(from)}-${String(to)}`;
}

function overlap(a: Service, b: Service): boolean {
  if (a.protocol === 'any' || b.protocol === 'any') {
    return true;
  }
  if (a.protocol !== b.protocol) {
    return false;
  }
  return !('from' in a) || !('from' in b) || (a.from <= b.to && b.from <= a.to);
}
