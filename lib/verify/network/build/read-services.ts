import { describeValue, knownNumber, type Value } from '../../../template';
import { ANY_PORT, ICMP, ICMPV6, TCP, UDP, type ServiceRange } from '../../address';
import type { ServiceMatch } from '../types';
import { numbersOf, textsOf } from './read-values';

const NAMES: Readonly<Record<string, number>> = { icmp: ICMP, tcp: TCP, udp: UDP, icmpv6: ICMPV6, '58': ICMPV6 };

export const EVERY_SERVICE: ServiceMatch = matchOf([{ protocol: 'any' }]);
export const NO_SERVICE: ServiceMatch = { may: [], must: [] };

/** Ranges that surely match, and nothing else does. */
export function matchOf(ranges: readonly ServiceRange[]): ServiceMatch {
  return { may: ranges, must: ranges };
}

/**
 * ICMP reaches load balancers too, where their groups let it in; what they answer is not documented.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html
 * read 2026-11-26
 */
export function withPings({ may, must }: ServiceMatch): ServiceMatch {
  return { may: [...may, { protocol: ICMP }, { protocol: ICMPV6 }], must, because: 'whether it answers ICMP' };
}

/** What only the deployment tells: any of the ranges, perhaps. */
export function perhaps(ranges: readonly ServiceRange[], because: string): ServiceMatch {
  return { may: ranges, must: [], because };
}

/**
 * Protocol and ports of a security group rule.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-securitygroup-ingress.html
 * read 2026-11-25: -1 is every protocol; ports of protocols other than tcp, udp, icmp and icmpv6 are not looked at.
 */
export function groupServices(protocol: Value, from: Value, to: Value): ServiceMatch {
  return servicesOf(protocol, [from, to], [from, to]);
}

/**
 * Protocol and ports of an entry of a network ACL.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-networkaclentry.html
 * read 2026-11-25
 */
export function aclServices(
  protocol: Value,
  ports: readonly [Value, Value],
  icmp: readonly [Value, Value],
): ServiceMatch {
  return servicesOf(protocol, ports, icmp);
}

/** Services of every protocol that a value may name: with ports, or with type and code of control messages. */
function servicesOf(protocol: Value, ports: readonly [Value, Value], icmp: readonly [Value, Value]): ServiceMatch {
  const numbers = protocolsOf(protocol);
  if (numbers === undefined) {
    return perhaps([{ protocol: 'any' }], describeValue(protocol));
  }
  const each = numbers.map((number): ServiceMatch => {
    if (number === TCP || number === UDP) {
      return portMatch(number, ...ports);
    }
    return number === ICMP || number === ICMPV6 ? controlMatch(number, ...icmp) : matchOf([{ protocol: number }]);
  });
  return oneOfMatches(each, describeValue(protocol));
}

/** Ports of one protocol from one value to another. */
export function portMatch(protocol: number, from: Value, to: Value): ServiceMatch {
  const [first, last] = [numbersOf(from), numbersOf(to.kind === 'absent' ? from : to)];
  if (first === undefined || last === undefined || first.length === 0 || last.length === 0) {
    const least = from.kind === 'symbol' ? from.constraints.minValue : knownNumber(from);
    const most = to.kind === 'symbol' ? to.constraints.maxValue : knownNumber(to);
    return perhaps(
      [{ protocol, ports: { from: least ?? 0, to: most ?? 65535 } }],
      `${describeValue(from)}-${describeValue(to)}`,
    );
  }
  if (first.length === 1 && last.length === 1) {
    return matchOf([{ protocol, ports: portRange(first[0] ?? 0, last[0] ?? 0) }]);
  }
  const isOne = first.length === last.length && first.every((port, index) => port === last[index]);
  const ranges = isOne
    ? first.map((port) => ({ protocol, ports: portRange(port, port) }))
    : [{ protocol, ports: { from: Math.min(...first), to: Math.max(...last) } }];
  return perhaps(ranges, `${describeValue(from)}-${describeValue(to)}`);
}

function portRange(from: number, to: number): { readonly from: number; readonly to: number } {
  return from === -1 ? ANY_PORT : { from, to };
}

function controlMatch(protocol: number, type: Value, code: Value): ServiceMatch {
  const [types, codes] = [numbersOf(type), numbersOf(code)];
  const [onlyType, onlyCode] = [types?.[0], codes?.[0]];
  if (types?.length === 1 && codes?.length === 1 && onlyType !== undefined && onlyCode !== undefined) {
    const icmp = onlyType === -1 ? {} : onlyCode === -1 ? { type: onlyType } : { type: onlyType, code: onlyCode };
    return matchOf([{ protocol, icmp }]);
  }
  return perhaps([{ protocol }], `ICMP type ${describeValue(type)} code ${describeValue(code)}`);
}

function protocolsOf(value: Value): readonly (number | 'any')[] | undefined {
  const texts = textsOf(value);
  const numbers = texts?.map((text) => {
    const lower = text.toLowerCase();
    const number = NAMES[lower] ?? (/^-?\d+$/.test(lower) ? Number(lower) : undefined);
    return number === -1 || lower === 'all' ? ('any' as const) : number;
  });
  return numbers?.every((number) => number !== undefined) === true ? numbers : undefined;
}

function oneOfMatches(matches: readonly ServiceMatch[], because: string): ServiceMatch {
  const [only] = matches;
  return matches.length === 1 && only !== undefined
    ? only
    : perhaps(
        matches.flatMap(({ may }) => may),
        because,
      );
}
