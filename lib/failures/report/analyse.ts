import { createHash } from 'node:crypto';
import type { TemplateModel } from '../../template';
import { createVerifier, type Verifier } from '../../verify';
import type { Declared } from '../declared';
import { CutSets } from '../matrix/cut-sets';
import { Matrix } from '../matrix/matrix';
import { Relevance } from '../matrix/relevance';
import { rowsOf } from '../matrix/row';
import { doubleFaults, faultsInOperation, singleFaults, type NamedScenario } from '../matrix/scenarios';
import type { FailureModel, Fault } from '../model/types';
import { readFailureModel, type ReadFailures } from '../read/read-failure-model';
import { FAILURE_RULES } from '../register';
import { findWeaknesses } from '../weaknesses';
import { coverageOf } from './coverage';
import { marginsOf } from './margins';
import { checkObjectives } from './objectives';
import type { FailedGroup, FailureReport, PairReport, ReportedScenario } from './types';

export interface AnalyseOptions {
  /** How many faults at most come together. @default 1 */
  readonly faults?: 1 | 2;
  /** What is declared besides the metadata of the templates. */
  readonly declared?: Declared;
  /** Verifier of the same templates, for those who have made one. */
  readonly verifier?: Verifier;
}

/**
 * Computes what every fault does to every service.
 *
 * @throws HonmaruError for declarations that name nothing of these templates
 */
export function analyseFailures(model: TemplateModel, options: AnalyseOptions = {}): FailureReport {
  const verifier = options.verifier ?? createVerifier(model);
  const { read, onSale } = readModels(model, { ...options, verifier });
  return {
    ...analyseModel(read, onSale, { faults: options.faults ?? 1 }),
    weaknesses: findWeaknesses(model, read, { verifier, ...(onSale === undefined ? {} : { onSale }) }),
  };
}

/**
 * Holds templates against the objectives that are declared, and computes no more than that takes.
 *
 * @throws HonmaruError for declarations that name nothing of these templates
 */
export function judgeObjectives(
  model: TemplateModel,
  options: Omit<AnalyseOptions, 'faults'> = {},
): Pick<FailureReport, 'objectives' | 'unread'> {
  const { read, onSale } = readModels(model, options);
  const scenarios = [
    ...reportOn(read.model, [...singleFaults(read.model)]),
    ...(onSale === undefined ? [] : reportOn(onSale.model, onSaleFaults(onSale.model))),
  ];
  return { objectives: checkObjectives(read.declared.objectives ?? {}, scenarios), unread: read.unread };
}

function readModels(
  model: TemplateModel,
  { declared, verifier = createVerifier(model) }: AnalyseOptions,
): { readonly read: ReadFailures; readonly onSale: ReadFailures | undefined } {
  const read = readFailureModel(model, declared, { verifier });
  const hasOnSale = read.model.services.some(({ onSalePerSecond }) => onSalePerSecond !== undefined);
  return {
    read,
    onSale: hasOnSale ? readFailureModel(model, declared, { verifier, isOnSale: true }) : undefined,
  };
}

function onSaleFaults(model: FailureModel): readonly NamedScenario[] {
  return [...faultsInOperation(model)].filter(({ operation }) => operation?.kind === 'on-sale');
}

/**
 * The same on models that were read already.
 *
 * @param onSale the model in an on-sale window; missing when there is none
 */
export function analyseModel(
  read: ReadFailures,
  onSale: ReadFailures | undefined,
  { faults }: { readonly faults: 1 | 2 },
): FailureReport {
  const { model, declared } = read;
  const everyday = [...singleFaults(model), ...faultsInOperation(model)].filter(
    ({ operation }) => operation?.kind !== 'on-sale',
  );
  const scenarios = [
    ...reportOn(model, everyday),
    ...(onSale === undefined ? [] : reportOn(onSale.model, onSaleFaults(onSale.model))),
  ];
  return {
    register: REGISTER_VERSION,
    services: model.services,
    places: model.parts.map(({ label, tier, zone }) => ({ label, tier, zone })),
    unread: read.unread,
    scenarios,
    pairs: faults === 2 ? pairsOf(model) : undefined,
    margins: [...marginsOf(model, false), ...(onSale === undefined ? [] : marginsOf(onSale.model, true))],
    coverage: coverageOf(model, scenarios),
    objectives: checkObjectives(declared.objectives ?? {}, scenarios),
    // Templates tell them, and a model alone does not.
    weaknesses: [],
    findings: read.findings,
  };
}

/** Changes with every rule of the register. */
export const REGISTER_VERSION = createHash('sha256')
  .update(JSON.stringify([...FAILURE_RULES.values()]))
  .digest('hex')
  .slice(0, 12);

function reportOn(model: FailureModel, scenarios: readonly NamedScenario[]): readonly ReportedScenario[] {
  const matrix = new Matrix(model);
  const relevance = new Relevance(model);
  const normal = matrix.outcomeOf({ first: [] });
  const groups = new Map(model.groups.map((group) => [group.id, group]));
  const failed = ({ group: id, mode }: Fault): readonly FailedGroup[] => {
    const group = groups.get(id);
    return group === undefined ? [] : [{ id, label: group.label, kind: group.kind, element: group.element, mode }];
  };
  return scenarios.map((named): ReportedScenario => {
    const { first } = named.scenario;
    return {
      id: named.id,
      fails: first.flatMap(failed),
      operation: named.operation,
      isIrrelevant: first.every((fault) => relevance.isIrrelevant(fault)),
      rows: rowsOf(model, normal, named, matrix.outcomeOf(named.scenario)),
    };
  });
}

function pairsOf(model: FailureModel): PairReport {
  // Nobody looks at when a pair is seen: without detectors more pairs are the same to everybody.
  const own = { ...model, detectors: [] };
  const matrix = new Matrix(own);
  const sets = new CutSets();
  let scenarios = 0;
  for (const [{ scenario }, outcome] of matrix.outcomes(allFaults(own))) {
    sets.add(scenario, outcome);
    scenarios += 1;
  }
  return { scenarios, evaluated: matrix.evaluated, counts: sets.survived(), cutSets: sets.minimal() };
}

function* allFaults(model: FailureModel): Generator<NamedScenario> {
  yield* singleFaults(model);
  yield* doubleFaults(model);
}
