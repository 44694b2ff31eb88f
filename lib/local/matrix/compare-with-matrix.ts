import { readFailureModel } from '../../failures';
import { resourceKey, type TemplateModel } from '../../template';
import type { DeployedStacks } from '../deploy';
import { WAVES, type DrillSite } from '../drill';
import { alarmDefinitions, alarmNameOf } from '../observe';
import { compareRow, type ComparedAlarm, type MeasuredFault, type PlayedAlarmName } from './compare-rows';
import { keysOf, type ModelGround } from './ground';
import { besideOf } from './beside';
import { playedScenario } from './played-scenarios';
import { predictor } from './predicted';

/** What is compared. */
export interface MatrixInput {
  /** Templates of the site as CDK synthesized them. */
  readonly templates: TemplateModel;
  /** What was made of them before any fault. */
  readonly deployed: DeployedStacks;
  readonly site: DrillSite;
  /** Faults that were played. */
  readonly faults: readonly MeasuredFault[];
  /** @default - the waves of the drill */
  readonly waves?: typeof WAVES;
}

/** The computed rows of the faults that were played, beside what was measured. */
export interface MatrixComparison {
  readonly rows: readonly {
    readonly fault: string;
    readonly scenario: string;
    readonly intervalSeconds: number;
    readonly alarms: readonly ComparedAlarm[];
    /** How many others see it as the matrix says. */
    readonly elsewhere: number;
  }[];
  readonly notModelled: readonly { readonly fault: string; readonly because: string }[];
  /** Faults of which nobody says what they are in the model, and those for which the model has nothing. */
  readonly lacking: readonly string[];
}

/** Holds what the drill measured against the rows of the failure matrix of the same templates. */
export function compareWithMatrix({ templates, deployed, site, faults, waves = WAVES }: MatrixInput): MatrixComparison {
  const { model } = readFailureModel(templates);
  const ground: ModelGround = { model, expectations: site.expectations, keyOf: keysOf(templates, deployed) };
  const predict = predictor(model);
  const alarms = playedAlarms(templates, deployed);
  const rows: MatrixComparison['rows'][number][] = [];
  const notModelled: MatrixComparison['notModelled'][number][] = [];
  const lacking: string[] = [];
  for (const fault of faults) {
    const played = playedScenario(fault.id);
    if (played !== undefined && 'notModelled' in played) {
      notModelled.push({ fault: fault.id, because: played.notModelled });
      continue;
    }
    const failing = played?.scenario(ground) ?? [];
    if (played === undefined || failing.length === 0) {
      lacking.push(
        played === undefined
          ? `${fault.id}: nobody says what it is in the failure matrix`
          : `${fault.id}: the failure matrix of this site has nothing that fails so`,
      );
      continue;
    }
    const scenario = predict(failing);
    const beside = besideOf(fault, { ground, site, waves, alarms, predict });
    const { silent = [], beyond = [] } = played;
    const compared = compareRow({ fault, scenario, alarms, beside, silent, beyond });
    rows.push({
      ...{ fault: fault.id, scenario: scenario.name, intervalSeconds: fault.intervalSeconds, alarms: compared },
      elsewhere: scenario.seen.length - compared.filter(({ computedSeconds }) => computedSeconds !== null).length,
    });
  }
  return { rows, notModelled, lacking };
}

function playedAlarms(templates: TemplateModel, deployed: DeployedStacks): readonly PlayedAlarmName[] {
  const physicalNames = (stack: string, logicalId: string): string =>
    deployed.get(stack)?.[logicalId]?.physicalId ?? '';
  return alarmDefinitions(templates)
    .filter((definition) => definition.kind === 'played')
    .flatMap((definition) => {
      const { stack, logicalId, check } = definition;
      const resource = templates.stacks.find(({ name }) => name === stack)?.byLogicalId.get(logicalId);
      return resource === undefined
        ? []
        : [{ key: resourceKey(resource), name: alarmNameOf(definition, physicalNames), check }];
    });
}
