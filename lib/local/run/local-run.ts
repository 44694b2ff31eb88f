import type { LocalClients } from '../aws';
import type { CdkCli, DeployedStacks, DeploymentSite } from '../deploy';
import type { Emulator } from '../emulator';
import type { Gateway } from '../gateway';
import type { LocalAssembly } from '../localize';
import type { Workspace } from '../machine';
import type { LocalRunHooks, LocalRunOptions } from '../report';
import type { Cleanup } from './cleanup';
import type { ReportDraft } from './draft';

/** Account of sites that name none. The emulator tells accounts apart by the access key, which is the same. */
export const LOCAL_ACCOUNT = '111122223333';

/** What every step of a run is given. */
export interface RunContext {
  readonly options: LocalRunOptions;
  readonly hooks: LocalRunHooks;
  readonly workspace: Workspace;
  readonly draft: ReportDraft;
  readonly cleanup: Cleanup;
  /** Clock in milliseconds. */
  readonly now: () => number;
}

/** The machine made ready, and the site synthesized. */
export interface PreparedRun {
  /** Folder of the virtual environment's Python. */
  readonly python: string;
  /** Assembly of the site as it is described; absent when the run makes no use of it. */
  readonly described?: string;
  /** The same, synthesized a second time: it must be the same. */
  readonly again?: string;
  /** Assembly of the site without its protection, which is how a site is removed. */
  readonly unprotected: string;
}

/** The emulator with the gateway before it, and the site in the form it can deploy. */
export interface RunningSite {
  readonly emulator: Emulator;
  readonly gateway: Gateway;
  readonly account: string;
  readonly cli: CdkCli;
  /** Clients of every Region that has a stack, the primary one first. */
  readonly clients: ReadonlyMap<string, LocalClients>;
  readonly primary: LocalClients;
  /** The site as it is described; absent when the run makes no use of it. */
  readonly described?: LocalAssembly;
  /** The same, synthesized a second time. */
  readonly again?: LocalAssembly;
  readonly unprotected: LocalAssembly;
  /** Folder of the unprotected assembly as CDK synthesized it. */
  readonly synthesized: string;
  /** Where the stacks are deployed. */
  readonly deployment: DeploymentSite;
}

/** A deployed site. */
export interface DeployedSite extends RunningSite {
  /** What its stacks hold. */
  readonly deployed: DeployedStacks;
}
