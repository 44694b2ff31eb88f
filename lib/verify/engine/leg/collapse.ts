import type { Interface } from '../../network/types';
import type { Pass } from '../pass';
import type { Step, Ways } from '../walk/way';
import type { Door, End } from './ends';
import type { Env } from './env';

/** One address for all that behave alike, on their way from one interface or outsider to another. */
export class Collapse {
  private readonly env: Env;
  private readonly sender: Interface | undefined;
  private readonly receiver: Interface | undefined;

  constructor(env: Env, sender: Interface | undefined, receiver: Interface | undefined) {
    this.env = env;
    this.sender = sender;
    this.receiver = receiver;
  }

  /** Of destinations those that differ in their ways, or in what rules say about them. */
  destinations(
    door: Door,
    found: readonly { readonly end: End; readonly ways: Ways }[],
  ): readonly { readonly end: End; readonly ways: Ways }[] {
    return distinct(found, ({ end, ways }) => {
      const address = door.written ?? end.address;
      const groups = ways.ways.map((way) =>
        this.sender === undefined
          ? ''
          : this.number(
              this.env.groups.pass(this.sender, 'out', {
                address,
                interface: door.kind === 'private' ? this.receiver : undefined,
                groups: way.groups.out,
              }),
            ),
      );
      const acls = this.acls(ways, 'out', [end.address, address]);
      return `${this.env.signature(ways, signatureOf)} ${end.family} ${end.has} ${end.isExtra} ${groups.join()} ${acls}`;
    });
  }

  /** Of sources those of which rules say different things. */
  sources(ways: Ways, ends: readonly End[]): readonly End[] {
    return distinct(ends, ({ address, has, isExtra }) => {
      const groups = ways.ways.map((way) =>
        this.receiver === undefined
          ? ''
          : this.number(
              this.env.groups.pass(this.receiver, 'in', { address, interface: this.sender, groups: way.groups.in }),
            ) +
            (this.sender === undefined
              ? ''
              : this.number(
                  this.env.groups.pass(this.receiver, 'in', { address, interface: undefined, groups: way.groups.in }),
                )),
      );
      return `${has} ${isExtra} ${groups.join()} ${this.acls(ways, 'in', [address])}`;
    });
  }

  private acls(ways: Ways, direction: 'in' | 'out', addresses: readonly number[]): string {
    const steps = ways.ways.flatMap((way) =>
      way.steps.filter((step) => step.kind === 'acl' && step.direction === direction),
    );
    return steps
      .flatMap((step) =>
        step.kind !== 'acl'
          ? []
          : addresses.flatMap((address) =>
              this.env.acls.passes(step.subnet.acl, direction, address).map((pass) => this.number(pass)),
            ),
      )
      .join();
  }

  private number(pass: Pass): string {
    return `${this.env.numberOf(pass)} `;
  }
}

/** Whether addresses can be put together: a firewall looks at each of them. */
export function isCollapsible({ ways }: Ways): boolean {
  return ways.every(({ steps }) => steps.every(({ kind }) => kind !== 'firewall'));
}

function distinct<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  const byKey = new Map<string, T>();
  for (const item of items) {
    const key = keyOf(item);
    if (!byKey.has(key)) {
      byKey.set(key, item);
    }
  }
  return [...byKey.values()];
}

/** Text that equal ways share. */
function signatureOf({ ways, open }: Ways): string {
  const each = ways.map(({ steps, stop, isGuess, groups }) =>
    [...steps.map(stepKey), stop === undefined ? '' : 'stops', isGuess ?? '', groups.in, groups.out].join('>'),
  );
  return `${each.join('|')} ${open ?? ''}`;
}

function stepKey(step: Step): string {
  switch (step.kind) {
    case 'acl':
      return `${step.subnet.id}${step.direction}${step.isAssumed}`;
    case 'route':
    case 'transit-route':
      return step.route.origin.id;
    case 'firewall':
      return step.endpoint.id;
    case 'nat':
      return step.nat.id;
    case 'internet-gateway':
      return `${step.vpc.id}${step.direction}`;
    case 'gateway':
      return step.origin.id;
  }
}
