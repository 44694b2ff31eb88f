import type { LocalClients } from '../aws';
import type { CdkCli, DeployedStacks, DeploymentSite } from '../deploy';
import type { Authority, Resolver } from '../database';
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
  /** Folder of the assembly that is deployed first. */
  readonly synthesized: string;
}

/** The emulator with the gateway before it, and the site in the form it can deploy. */
export interface RunningSite {
  readonly emulator: Emulator;
  readonly gateway: Gateway;
  readonly account: string;
  /** Finds the names of databases for functions. */
  readonly resolver: Resolver;
  /** Vouches for what stands in for the database, and for the certificates that the site names. */
  readonly authority: Authority;
  readonly cli: CdkCli;
  /** Clients of every Region that has a stack, the primary one first. */
  readonly clients: ReadonlyMap<string, LocalClients>;
  readonly primary: LocalClients;
  /** Folder of the assembly that is deployed first, as CDK synthesized it. */
  readonly synthesized: string;
  /** The same, localized. */
  readonly first: LocalAssembly;
  /** Localizes another assembly of the site. */
  readonly localize: (synthesized: string, name: string) => LocalAssembly;
  /** Where the stacks are deployed. */
  readonly deployment: DeploymentSite;
}

/** What a site is deployed as after the first time. */
export interface LaterAssemblies {
  /** The first assembly, synthesized a second time: it must be the same. */
  readonly again: LocalAssembly;
  /** The site without its protection, which is how it is removed. */
  readonly unprotected: LocalAssembly;
}

/** A deployed site. */
export interface DeployedSite extends RunningSite, LaterAssemblies {
  /** What its stacks hold. */
  readonly deployed: DeployedStacks;
}
