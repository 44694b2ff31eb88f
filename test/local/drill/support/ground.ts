import { FAULTS, type DrillFault, type DrillGround, type DrillSite, type Injected } from '../../../../lib/local/drill';
import type { DataPlane } from '../../../../lib/local/database';
import type { FaultRule, Gateway, GatewayCall } from '../../../../lib/local/gateway';
import { fakeClients, type Answers } from '../../aws/support/fake-clients';
import { SITE } from './site';

/** A rule as the fake gateway was given it. */
export interface GivenRule {
  readonly rule: FaultRule;
  hits: number;
  isRemoved: boolean;
}

/** A gateway that passes nothing on, and notes what it is told. */
export class FakeGateway {
  readonly calls: GatewayCall[] = [];
  readonly rules: GivenRule[] = [];
  /** Time that was let pass, in milliseconds. */
  readonly passed: number[] = [];

  inject(rule: FaultRule) {
    const given: GivenRule = { rule, hits: 0, isRemoved: false };
    this.rules.push(given);
    return {
      remove: () => {
        given.isRemoved = true;
      },
      get hits() {
        return given.hits;
      },
    };
  }

  pass(milliseconds: number): void {
    this.passed.push(milliseconds);
  }

  /** The only rule it was given. */
  get rule(): GivenRule {
    const [rule] = this.rules;
    if (rule === undefined || this.rules.length > 1) {
      throw new Error(`the gateway has ${String(this.rules.length)} rules`);
    }
    return rule;
  }

  /** What the only rule makes of an answer, or of a request. */
  rewritten(body: string): string {
    const { effect } = this.rule.rule;
    if (effect.kind !== 'rewrite' && effect.kind !== 'misdirect') {
      throw new Error(`${effect.kind} rewrites nothing`);
    }
    return effect.rewrite(body);
  }
}

/** A call that a gateway has answered. */
export function gatewayCall(
  service: string,
  action: string,
  parameters: Readonly<Record<string, string>> = {},
  status = 200,
): GatewayCall {
  return {
    ...{ service, action, region: 'ap-northeast-1', parameters: new Map(Object.entries(parameters)), status },
    ...{ at: new Date(0), effect: undefined, unanswered: undefined },
  };
}

/** Stands in for the servers of a database, and notes which of them are silent. */
export class FakePlane {
  readonly silent = new Set<string>();
  /** Everything that happened to it. */
  readonly happened: string[] = [];
  readonly instances: readonly string[];

  constructor(instances: readonly string[]) {
    this.instances = instances;
  }

  silence(ids: readonly string[]): Promise<void> {
    ids.forEach((id) => this.silent.add(id));
    this.happened.push(`silence ${ids.join(' ')}`);
    return Promise.resolve();
  }

  restore(): Promise<void> {
    this.silent.clear();
    this.happened.push('restore');
    return Promise.resolve();
  }

  /** As a site has it. */
  asDataPlane(): DataPlane {
    return this as unknown as DataPlane;
  }
}

/** Ground before an emulator that answers like this; what needs no client is asked of the endpoint. */
export function groundOf(answers: Answers, site: DrillSite = SITE, endpoint?: string) {
  const { clients, calls } = fakeClients(answers, 'ap-northeast-1', endpoint);
  const gateway = new FakeGateway();
  const ground: DrillGround = { clients, site, gateway: gateway as unknown as Gateway };
  return { calls, gateway, ground };
}

/** A fault of the catalogue. */
export function requireFault(id: string): DrillFault {
  const fault = FAULTS.find((it) => it.id === id);
  if (fault === undefined) {
    throw new Error(`the catalogue has no fault ${id}`);
  }
  return fault;
}

/** Repairs what was injected. */
export async function repaired({ repair }: Injected): Promise<void> {
  if (repair === undefined) {
    throw new Error('the fault has no repair');
  }
  await repair();
}
