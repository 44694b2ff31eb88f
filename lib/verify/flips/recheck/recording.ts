import type { Choice, FirewallPolicy, Interface, Network, NetworkAcl, Subnet, Vpc } from '../../network/types';
import { AclGuard } from '../../engine/guards/acl-guard';
import { FirewallGuard, type Flow } from '../../engine/guards/firewall-guard';
import { GroupGuard, type Direction } from '../../engine/guards/group-guard';
import type { Remote } from '../../engine/guards/match';
import { Env } from '../../engine/leg/env';
import type { Pass } from '../../engine/pass';
import type { Spaces } from '../../engine/spaces';
import { Walker } from '../../engine/walk/walker';
import { goalKey, type Goal, type Ways } from '../../engine/walk/way';

/** Notes which groups, ACLs, tables and policies were looked at. */
export class Recorder {
  private current = new Set<string>();

  note(ids: Iterable<string>): void {
    for (const id of ids) {
      this.current.add(id);
    }
  }

  /** What `make` makes, with the ids that were noted meanwhile; whoever records around it has them too. */
  during<T>(make: () => T): readonly [made: T, ids: ReadonlySet<string>] {
    const around = this.current;
    const own = new Set<string>();
    this.current = own;
    try {
      return [make(), own];
    } finally {
      this.current = around;
      this.note(own);
    }
  }
}

/** An environment that notes what is looked at in it. */
export class RecordingEnv extends Env {
  readonly recorder: Recorder;
  override readonly walker: Walker;
  override readonly groups: GroupGuard;
  override readonly acls: AclGuard;
  override readonly firewalls: FirewallGuard;

  constructor(network: Network, spaces?: Spaces) {
    super(network, spaces);
    this.recorder = new Recorder();
    this.walker = new RecordingWalker(network, this.spaces, this.recorder);
    this.groups = new RecordingGroups(network, this.spaces, this.recorder);
    this.acls = new RecordingAcls(this.spaces, this.recorder);
    this.firewalls = new RecordingFirewalls(this.spaces, this.recorder);
  }
}

/** Ways are remembered, so what was looked at when they were found is remembered with them. */
class RecordingWalker extends Walker {
  private readonly recorder: Recorder;
  private readonly looked = new Map<string, ReadonlySet<string>>();

  constructor(network: Network, spaces: Spaces, recorder: Recorder) {
    super(network, spaces);
    this.recorder = recorder;
  }

  override fromSubnet(subnet: Subnet, address: number, goal: Goal): Ways {
    return this.recorded(`subnet ${subnet.id} ${address} ${goalKey(goal)}`, () =>
      super.fromSubnet(subnet, address, goal),
    );
  }

  override fromInternet(vpc: Vpc, address: number, goal: Goal): Ways {
    return this.recorded(`internet ${vpc.id} ${address} ${goalKey(goal)}`, () =>
      super.fromInternet(vpc, address, goal),
    );
  }

  override fromSite(siteId: string, address: number, goal: Goal): Ways {
    return this.recorded(`site ${siteId} ${address} ${goalKey(goal)}`, () => super.fromSite(siteId, address, goal));
  }

  override enter(...args: Parameters<Walker['enter']>): Ways {
    const [{ edgeTables }] = args;
    this.recorder.note([edgeTables.internet, edgeTables.virtualPrivate].flatMap((table) => table?.id ?? []));
    return super.enter(...args);
  }

  override leaveSubnet(...args: Parameters<Walker['leaveSubnet']>): Ways {
    const [{ id, table }] = args;
    this.recorder.note([id, ...table.options.map((each) => each.id)]);
    return super.leaveSubnet(...args);
  }

  private recorded(key: string, make: () => Ways): Ways {
    const known = this.looked.get(key);
    const [ways, ids] = this.recorder.during(make);
    if (known === undefined) {
      this.looked.set(key, ids);
    } else {
      this.recorder.note(known);
    }
    return ways;
  }
}

class RecordingGroups extends GroupGuard {
  private readonly recorder: Recorder;
  private readonly all: readonly string[];

  constructor(network: Network, spaces: Spaces, recorder: Recorder) {
    super(network, spaces);
    this.recorder = recorder;
    this.all = network.groups.map(({ id }) => id);
  }

  override pass(of: Interface, direction: Direction, remote: Remote): Pass {
    const { surely, perhaps, any } = of.groups;
    this.recorder.note(any === undefined ? [...surely, ...perhaps].map(({ id }) => id) : this.all);
    return super.pass(of, direction, remote);
  }
}

class RecordingAcls extends AclGuard {
  private readonly recorder: Recorder;

  constructor(spaces: Spaces, recorder: Recorder) {
    super(spaces);
    this.recorder = recorder;
  }

  override pass(acl: Choice<NetworkAcl>, direction: Direction, address: number): Pass {
    this.recorder.note(acl.options.map(({ id }) => id));
    return super.pass(acl, direction, address);
  }

  override passes(acl: Choice<NetworkAcl>, direction: Direction, address: number): readonly Pass[] {
    this.recorder.note(acl.options.map(({ id }) => id));
    return super.passes(acl, direction, address);
  }
}

class RecordingFirewalls extends FirewallGuard {
  private readonly recorder: Recorder;

  constructor(spaces: Spaces, recorder: Recorder) {
    super(spaces);
    this.recorder = recorder;
  }

  override pass(policy: Choice<FirewallPolicy>, flow: Flow, isSession?: boolean): Pass {
    this.recorder.note(policy.options.map(({ id }) => id));
    return super.pass(policy, flow, isSession);
  }

  override answer(policy: Choice<FirewallPolicy>, flow: Flow): Pass {
    this.recorder.note(policy.options.map(({ id }) => id));
    return super.answer(policy, flow);
  }

  override seesEverything(policy: Choice<FirewallPolicy>): boolean {
    this.recorder.note(policy.options.map(({ id }) => id));
    return super.seesEverything(policy);
  }
}
