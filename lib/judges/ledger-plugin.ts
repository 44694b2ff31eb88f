import { writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  Stack,
  Validations,
  type IPolicyValidationContext,
  type IPolicyValidationPlugin,
  type PolicyValidationPluginReport,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { LEDGER_FILES, renderLedgerCsv, renderLedgerJson } from '../report';
import type { AcknowledgementPlan } from './acknowledgement-plan';
import { ANNOTATIONS } from './acknowledgement-plan';
import { buildLedger, type PlacedAcknowledgement } from './build-ledger';
import { topLevelStack, type LedgerRecorder } from './ledger-recorder';

/** Writes the ledger beside the templates; registered last, when every other judge has spoken. */
export class LedgerPlugin implements IPolicyValidationPlugin {
  readonly name = 'Honmaru-Ledger';
  private readonly recorder: LedgerRecorder;
  private readonly plan: AcknowledgementPlan;
  private readonly outdirOf: (context: IPolicyValidationContext) => string;

  constructor(
    recorder: LedgerRecorder,
    plan: AcknowledgementPlan,
    outdirOf: (context: IPolicyValidationContext) => string,
  ) {
    this.recorder = recorder;
    this.plan = plan;
    this.outdirOf = outdirOf;
  }

  validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    this.recordWarnings(context);
    const ledger = buildLedger(this.recorder, this.plan, placedAcknowledgements(context.appConstruct));
    const outdir = this.outdirOf(context);
    writeFileSync(path.join(outdir, LEDGER_FILES.csv), renderLedgerCsv(ledger));
    writeFileSync(path.join(outdir, LEDGER_FILES.json), renderLedgerJson(ledger));
    return { success: true, violations: [] };
  }

  private recordWarnings(context: IPolicyValidationContext): void {
    this.recorder.begin(ANNOTATIONS);
    for (const { stackConstructPath } of context.stackTemplates) {
      this.recorder.sawStack(ANNOTATIONS, stackConstructPath);
    }
    const byPath = new Map(context.appConstruct.node.findAll().map((construct) => [construct.node.path, construct]));
    for (const { id, constructPath, description } of this.plan.warnings) {
      const construct = byPath.get(constructPath);
      const stack = construct?.node.scopes.some((scope) => Stack.isStack(scope)) ? topLevelStack(construct) : undefined;
      const subject = { stack: stack?.stackName ?? '', resource: '', resourceType: '', constructPath };
      this.recorder.record(ANNOTATIONS, id.slice(`${ANNOTATIONS}::`.length), subject, 'Non-compliant', description);
    }
  }
}

/** Every acknowledgement of the tree, whoever made it. */
function placedAcknowledgements(root: IConstruct): readonly PlacedAcknowledgement[] {
  return root.node.findAll().flatMap((construct) =>
    construct.node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) =>
        Object.entries(data as Readonly<Record<string, string>>).map(([id, reason]) => ({
          id,
          reason,
          constructPath: construct.node.path,
        })),
      ),
  );
}
