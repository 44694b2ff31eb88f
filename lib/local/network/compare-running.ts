import path from 'node:path';
import { loadAssembly, loadSnapshot } from '../../template';
import { compareNetworks, compareReach, type Drift, type ReachDrift } from '../../verify/drift';
import type { LocalClients } from '../aws';
import type { DeployedStacks } from '../deploy';
import { together } from '../together';
import { completeReading, type Taken } from './completions';
import { readNetwork, type Refusal } from './read-network';
import { Said } from './said';
import { writeSnapshot } from './write-snapshot';

/** What is compared with what. */
export interface RunningOptions {
  /** Clients of every Region of the site. */
  readonly clients: readonly LocalClients[];
  readonly account: string;
  /** Folder of the assembly, as CDK synthesized it. */
  readonly synthesized: string;
  /** What its stacks hold now. */
  readonly deployed: DeployedStacks;
  /** Folder for what the services tell: `told`, and with what they are known to leave out `completed`. */
  readonly directory: string;
  readonly signal: AbortSignal;
}

/** What came of it. */
export interface RunningNetwork extends Drift {
  readonly reach: ReachDrift;
  /** What was taken from the templates, and so was not compared. */
  readonly taken: readonly Taken[];
  readonly refused: readonly Refusal[];
}

/**
 * Reads the network that runs and compares it with the one that the templates say: thing by thing, and by what gets from whom
 * to whom.
 *
 * @throws LocalFailure when a service does not answer
 */
export async function compareRunning(options: RunningOptions): Promise<RunningNetwork> {
  const { clients, account, synthesized, deployed, directory, signal } = options;
  const readings = await together(clients.map((each) => readNetwork(each, signal)));
  writeSnapshot(path.join(directory, 'told'), account, readings);
  const model = loadAssembly(synthesized);
  const said = new Said(model, deployed);
  const completed = readings.map((reading) => completeReading(reading, said));
  const folder = path.join(directory, 'completed');
  writeSnapshot(
    folder,
    account,
    completed.map(({ reading }) => reading),
  );
  const running = loadSnapshot(folder);
  return {
    ...compareNetworks(model, running, said.idOf),
    reach: compareReach(model, running, said.idOf),
    taken: sumOf(completed.flatMap(({ taken }) => taken)),
    refused: readings.flatMap(({ refused }) => refused),
  };
}

/** What was taken in all Regions together. */
function sumOf(taken: readonly Taken[]): readonly Taken[] {
  const sums = new Map<string, Taken>();
  for (const each of taken) {
    sums.set(each.divergence, { ...each, count: each.count + (sums.get(each.divergence)?.count ?? 0) });
  }
  return [...sums.values()];
}
