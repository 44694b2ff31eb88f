import { sameBits } from '../../address';
import type { Choice, FirewallPolicy, Interface, Network, NetworkAcl, RouteTable, Vpc } from '../../network/types';
import { AclGuard } from '../../engine/guards/acl-guard';
import { FirewallGuard, type Flow } from '../../engine/guards/firewall-guard';
import { GroupGuard, type Direction } from '../../engine/guards/group-guard';
import type { Remote } from '../../engine/guards/match';
import { Env } from '../../engine/leg/env';
import type { Pass } from '../../engine/pass';
import type { Spaces } from '../../engine/spaces';
import { chooseRoute } from '../../engine/walk/choose-route';
import { Walker } from '../../engine/walk/walker';
import { goalKey, type Goal, type Ways } from '../../engine/walk/way';
import { textOf } from './parts';
import { ANY_PART, Recorder, type Looked } from './recorder';

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
  private readonly looked = new Map<string, Looked>();

  constructor(network: Network, spaces: Spaces, recorder: Recorder) {
    super(network, spaces);
    this.recorder = recorder;
  }

  override fromSubnet(...args: Parameters<Walker['fromSubnet']>): Ways {
    const [subnet, address, goal, isForeign] = args;
    return this.recorded(`subnet ${subnet.id} ${address} ${goalKey(goal)} ${isForeign}`, () =>
      super.fromSubnet(...args),
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
    const [{ id, table }, address] = args;
    this.recorder.note([id]);
    for (const each of table.options) {
      this.noteTable(each, address);
    }
    return super.leaveSubnet(...args);
  }

  /** Of a table matters what takes the packet. */
  private noteTable({ id, routes, open }: RouteTable, address: number): void {
    const taken = (from: Pick<RouteTable, 'routes' | 'open'>) =>
      textOf({ ...chooseRoute(this.spaces.addresses, from.routes, address), open: from.open });
    this.recorder.noteFact(`table ${id} ${address}`, [id], () => {
      const own = taken({ routes, open });
      return (others) => {
        const other = others.table(id);
        return other !== undefined && taken(other) === own;
      };
    });
  }

  private recorded(key: string, make: () => Ways): Ways {
    const known = this.looked.get(key);
    const [ways, ids] = this.recorder.during(make);
    if (known === undefined) {
      this.looked.set(key, ids);
    } else {
      this.recorder.noteAll(known);
    }
    return ways;
  }
}

class RecordingGroups extends GroupGuard {
  private readonly recorder: Recorder;

  constructor(network: Network, spaces: Spaces, recorder: Recorder) {
    super(network, spaces);
    this.recorder = recorder;
  }

  /** Of groups matters what they say of the other side. */
  override pass(of: Interface, direction: Direction, remote: Remote): Pass {
    const own = carriedBy(of);
    const other = remote.interface === undefined ? '' : carriedBy(remote.interface);
    const pass = super.pass(of, direction, remote);
    const parts = of.groups.any === undefined ? [of, ...listed(remote.interface)].flatMap(groupsOf) : [ANY_PART];
    this.recorder.noteFact(
      `groups ${own} ${direction} ${remote.address} ${remote.groups} ${other}`,
      parts,
      () => (others) => {
        const [there, theirs] = [others.interface(of.id), others.interface(remote.interface?.id ?? '')];
        return (
          there !== undefined &&
          carriedBy(there) === own &&
          (theirs === undefined ? '' : carriedBy(theirs)) === other &&
          isSamePass(others.env.groups.pass(there, direction, { ...remote, interface: theirs }), pass)
        );
      },
    );
    return pass;
  }
}

function listed(of: Interface | undefined): readonly Interface[] {
  return of === undefined ? [] : [of];
}

/** Ids of the groups that an interface has, or may have. */
export function groupsOf({ groups: { surely, perhaps } }: Interface): readonly string[] {
  return [...surely, ...perhaps].map(({ id }) => id);
}

/** What of an interface is asked for by those that look at groups. */
function carriedBy({ groups: { surely, perhaps, any, isUnfiltered }, subnet }: Interface): string {
  const ids = (list: Interface['groups']['surely']) => list.map(({ id }) => id).join();
  return `${ids(surely)}|${ids(perhaps)}|${any ?? ''}|${isUnfiltered}@${subnet.vpc.id}`;
}

function isSamePass(a: Pass, b: Pass): boolean {
  return sameBits(a.may, b.may) && sameBits(a.must, b.must);
}

class RecordingAcls extends AclGuard {
  private readonly recorder: Recorder;

  constructor(spaces: Spaces, recorder: Recorder) {
    super(spaces);
    this.recorder = recorder;
  }

  override pass(acl: Choice<NetworkAcl>, direction: Direction, address: number): Pass {
    this.noteAll(acl, direction, address);
    return super.pass(acl, direction, address);
  }

  override passes(acl: Choice<NetworkAcl>, direction: Direction, address: number): readonly Pass[] {
    this.noteAll(acl, direction, address);
    return super.passes(acl, direction, address);
  }

  /** Of an ACL matters what it says of an address. */
  private noteAll({ options }: Choice<NetworkAcl>, direction: Direction, address: number): void {
    for (const acl of options) {
      const { id } = acl;
      this.recorder.noteFact(`acl ${id} ${direction} ${address}`, [id], () => {
        const own = super.pass({ options: [acl] }, direction, address);
        return (others) => {
          const other = others.acl(id);
          return other !== undefined && isSamePass(others.env.acls.pass({ options: [other] }, direction, address), own);
        };
      });
    }
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
