import type { FunctionLabel } from '../../../lambda/shared/contract';
import type { LocalClients } from '../aws';
import type { DataPlane } from '../database';
import type { Gateway, GatewayCall } from '../gateway';
import type { CheckRecord } from '../observe';
import type { SiteExpectations } from '../site';

/** What faults may depend on. */
export interface DrillSite {
  readonly expectations: SiteExpectations;
  /** Whether the deployed decision about the writer acts; a dry run only decides. */
  readonly acts: boolean;
  /** Where the schedule of this decision is. */
  readonly deciderSchedule: { readonly name: string; readonly group: string };
  /** What stands in for the database, or why nothing does. */
  readonly dataPlane: DataPlane | string;
}

/** What a fault may touch. */
export interface DrillGround {
  /** Clients of the primary Region, straight to the emulator. */
  readonly clients: LocalClients;
  readonly gateway: Gateway;
  readonly site: DrillSite;
}

/** A resource that a repair makes anew, by its id in the service. */
export interface LostResource {
  readonly physicalId: string;
}

/** A fault at work. */
export interface Injected {
  /**
   * Whether it has met anything yet.
   *
   * @default - it has, once it is injected
   */
  readonly hasMet?: () => boolean;
  /** Puts everything back through the services' own interfaces; absent when `lost` must be deployed again. */
  readonly repair?: () => Promise<void>;
  /** Resources that only a deployment can make again, because the checks know them by their ids. */
  readonly lost?: readonly LostResource[];
}

/** What must be noticed. */
export interface Expected {
  /** What the run may come to: statuses of a check, states of an action. */
  readonly status: readonly string[];
  /** Codes of findings, open questions or reasons that must all be in the record. */
  readonly codes: readonly string[];
  /** Runs of the function until it is noticed, at most. */
  readonly withinRuns: number;
}

/** What was seen while a fault was at work. */
export interface Seen {
  readonly record: CheckRecord;
  /** Record before the fault. */
  readonly before: CheckRecord;
  /** Orders that functions sent to AWS since the fault. */
  readonly orders: readonly GatewayCall[];
}

/** One fault of the drill and what must be noticed. */
export interface DrillFault {
  /** Stable name, for example `nat-gateway-deleted`; with `/<function>` where several functions must notice the same fault. */
  readonly id: string;
  /** What happens, for people. */
  readonly title: string;
  /** Entries of the fault catalogue that it plays, for example `F06`. */
  readonly references: readonly string[];
  /** Function that must notice it. */
  readonly check: FunctionLabel;
  readonly expected: Expected | ((site: DrillSite) => Expected);
  /**
   * Orders that functions must send to AWS because of it: calls that change what is watched.
   *
   * @default 0
   */
  readonly orders?: (site: DrillSite) => number;
  /** Runs given to an alarm of the function to be raised; absent when none has to be. */
  readonly alarmWithinRuns?: number;
  /**
   * Part of the name of the alarm that must be raised, for example `-nat-gateway-`.
   *
   * @default - any alarm of the function
   */
  readonly alarm?: string | ((site: DrillSite) => string);
  /** Whether the site has what the fault breaks: true, or the reason why it has not. */
  readonly applies: (site: DrillSite) => true | string;
  readonly inject: (ground: DrillGround) => Promise<Injected>;
  /**
   * What must be seen beside status and codes. Where codes are expected, the record before the fault must not have said the
   * same in any case.
   *
   * @default - the record before the fault must not have said the same
   */
  readonly isNoticed?: (seen: Seen) => boolean;
}

/** Faults that are at work at the same time, each noticed by itself. */
export interface Wave {
  /** What happens, for people. */
  readonly title: string;
  readonly faults: readonly DrillFault[];
}

/** For faults that every site has something for. */
export const ALWAYS = (): true => true;

/** For faults of the site as its viewers see it. */
export function withSiteCheck({ expectations }: Pick<DrillSite, 'expectations'>): true | string {
  return expectations.site !== undefined || 'the web ACL of the site does not admit the check';
}

/** For faults of the database that its servers take part in. */
export function withDataPlane({ dataPlane }: Pick<DrillSite, 'dataPlane'>): true | string {
  return typeof dataPlane === 'string' ? `nothing stands in for the database: ${dataPlane}` : true;
}

/** What stands in for the database, in a fault that applies only with it. */
export function requireDataPlane({ dataPlane }: Pick<DrillSite, 'dataPlane'>): DataPlane {
  if (typeof dataPlane === 'string') {
    throw new Error(dataPlane);
  }
  return dataPlane;
}

/** The same fault, to be noticed by another function: it is brought about once. */
export function alsoNoticedBy(
  fault: DrillFault,
  check: FunctionLabel,
  notice: Pick<DrillFault, 'expected' | 'isNoticed' | 'alarm' | 'alarmWithinRuns'>,
): DrillFault {
  const { title, references, applies, orders } = fault;
  const [kind = ''] = fault.id.split('/', 1);
  return {
    ...{ id: `${kind}/${check}`, title, references, applies, check },
    ...(orders === undefined ? {} : { orders }),
    ...notice,
    // Brought about, and repaired, by the fault that it is.
    inject: () => Promise.resolve({ repair: () => Promise.resolve() }),
  };
}

/** What must be noticed on this site. */
export function expectedOf({ expected }: DrillFault, site: DrillSite): Expected {
  return typeof expected === 'function' ? expected(site) : expected;
}
