import { anyService, icmp, protocol, tcp, udp, type ServiceRange } from '../../../lib/verify';
import { parseServices, type Service } from '../matrices/services';
import type { Ask } from '../scenarios';

/** Services as the matrices and pairs write them, for questions. */
export function rangesOf(text: string): readonly ServiceRange[] {
  return parseServices(text).map(rangeOf);
}

function rangeOf(service: Service): ServiceRange {
  switch (service.protocol) {
    case 'tcp':
      return tcp(service.from, service.to);
    case 'udp':
      return udp(service.from, service.to);
    case 'icmp':
      return icmp();
    case 'any':
      return anyService();
  }
}

/** The packets that a scenario asks about. */
export function serviceOf({ protocol: name, port }: Ask): ServiceRange {
  switch (name) {
    case 'tcp':
      return tcp(port ?? 0, port ?? 65535);
    case 'udp':
      return udp(port ?? 0, port ?? 65535);
    case 'icmp':
      return icmp(8, 0);
    default:
      return protocol(name);
  }
}
