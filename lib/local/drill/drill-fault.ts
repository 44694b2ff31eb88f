import type { CheckName, CheckStatus } from '../../../lambda/shared/contract';
import type { LocalClients } from '../aws';
import type { Gateway } from '../gateway';
import type { CheckRecord } from '../observe';
import type { SiteExpectations } from '../site';

/** What a fault may touch. */
export interface DrillGround {
  /** Clients of the primary Region, straight to the emulator. */
  readonly clients: LocalClients;
  readonly gateway: Gateway;
  /** Ids of everything the checks watch. */
  readonly expectations: SiteExpectations;
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

/** One fault of the drill and what must be noticed. */
export interface DrillFault {
  /** Stable name, for example `nat-gateway-deleted`. */
  readonly id: string;
  /** What happens, for people. */
  readonly title: string;
  /**
   * What happens to all faults that are played side by side with this one, for people.
   *
   * @default - it is played alone
   */
  readonly together?: string;
  /** Entries of the fault catalogue that it plays, for example `F06`. */
  readonly references: readonly string[];
  /** Check that must notice it. */
  readonly check: CheckName;
  readonly expected: {
    /** Statuses the check may answer with. */
    readonly status: readonly CheckStatus[];
    /** Codes of findings or open questions that must all be in the record. */
    readonly codes: readonly string[];
    /** Runs of the check until it is noticed, at most. */
    readonly withinRuns: number;
  };
  /** Runs given to an alarm of the check to be raised; absent when none has to be. */
  readonly alarmWithinRuns?: number;
  /**
   * Part of the name of the alarm that must be raised, for example `-nat-gateway-`.
   *
   * @default - any alarm of the check
   */
  readonly alarm?: string;
  /** Whether the site has what the fault breaks: true, or the reason why it has not. */
  readonly applies: (expectations: SiteExpectations) => true | string;
  readonly inject: (ground: DrillGround) => Promise<Injected>;
  /**
   * What must be in the record beside status and codes, compared with the record before the fault.
   *
   * @default - nothing
   */
  readonly isNoticed?: (record: CheckRecord, before: CheckRecord) => boolean;
}

/** For faults that every site has something for. */
export const ALWAYS = (): true => true;
