import { CfnResource, Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { acknowledges, matchesPath, parseRuleId, type Acknowledgement } from './acknowledgement';
import { nagPacks } from './nag-packs';
import { OWN_RULES } from './own-rules-plugin';
import { TEMPLATE_VALIDATOR } from './template-validator';

/** Namespace of warnings of constructs themselves. */
export const ANNOTATIONS = 'Annotation';

/** A finding that can be known before templates are written. */
export interface EarlyFinding {
  /** Qualified id, for example `AwsSolutions::AwsSolutions-IAM5[Resource::*]`. */
  readonly id: string;
  readonly constructPath: string;
  readonly description: string;
}

/** What the acknowledgements of a file were put on. */
export class AcknowledgementPlan {
  readonly entries: readonly Acknowledgement[];
  /** Warnings of constructs; an acknowledged one vanishes from the tree, so they are kept here. */
  readonly warnings: EarlyFinding[] = [];
  private readonly placed = new Map<string, Acknowledgement>();

  constructor(entries: readonly Acknowledgement[]) {
    this.entries = entries;
  }

  /**
   * Acknowledges, on the resource itself, each finding an entry is about.
   *
   * What cdk-nag and the constructs find is known before synthesis. What is found in templates is not: those entries
   * are put on every resource and stack within their patterns.
   */
  apply(root: IConstruct): void {
    const constructs = root.node.findAll();
    const byPath = new Map(constructs.map((construct) => [construct.node.path, construct]));
    const warnings = warningsOf(constructs);
    this.warnings.push(...warnings);
    for (const finding of [...nagFindings(root), ...warnings]) {
      const construct = byPath.get(finding.constructPath);
      if (construct !== undefined) {
        this.acknowledge(construct, finding.id);
      }
    }
    this.acknowledgeTemplateRules(constructs);
  }

  /** The entry that put an acknowledgement of a rule on a construct. */
  entryAt(id: string, constructPath: string): Acknowledgement | undefined {
    return this.placed.get(`${constructPath}\u0000${id}`);
  }

  private acknowledge(construct: IConstruct, id: string): void {
    const entry = this.entries.find((candidate) => acknowledges(candidate, id, pathFromStack(construct)));
    if (entry !== undefined) {
      this.place(construct, id, entry);
    }
  }

  private acknowledgeTemplateRules(constructs: readonly IConstruct[]): void {
    const places = constructs.filter((construct) => CfnResource.isCfnResource(construct) || Stack.isStack(construct));
    for (const entry of this.entries) {
      const rules = entry.rules.filter((rule) => isTemplateRule(rule));
      for (const construct of rules.length === 0 ? [] : places) {
        if (matchesPath(entry, pathFromStack(construct))) {
          rules.forEach((rule) => {
            this.place(construct, rule, entry);
          });
        }
      }
    }
  }

  private place(construct: IConstruct, id: string, entry: Acknowledgement): void {
    const key = `${construct.node.path}\u0000${id}`;
    if (!this.placed.has(key)) {
      this.placed.set(key, entry);
      const reason = `${entry.reason} (owner: ${entry.owner}; until ${entry.expires})`;
      Validations.of(construct).acknowledge({ id, reason });
    }
  }
}

/** Construct path from the stack on: the same whether or not somebody's stage is around it. */
export function pathFromStack(construct: IConstruct): string {
  const stacks = construct.node.scopes.filter((scope) => Stack.isStack(scope));
  const [outermost] = stacks;
  const around = outermost?.node.scope?.node.path ?? '';
  return around === '' ? construct.node.path : construct.node.path.slice(around.length + 1);
}

function isTemplateRule(rule: string): boolean {
  const pack = parseRuleId(rule)?.pack;
  return pack === OWN_RULES || pack === TEMPLATE_VALIDATOR;
}

function nagFindings(root: IConstruct): readonly EarlyFinding[] {
  return nagPacks().flatMap((pack) =>
    pack.validateScope(root).violations.flatMap((violation) =>
      violation.violatingResources.flatMap(({ constructPath }) =>
        constructPath === undefined
          ? []
          : [
              {
                id: `${pack.name}::${violation.ruleName.replaceAll(' ', '-')}`,
                constructPath,
                description: violation.description,
              },
            ],
      ),
    ),
  );
}

function warningsOf(constructs: readonly IConstruct[]): readonly EarlyFinding[] {
  return constructs.flatMap((construct) =>
    construct.node.metadata.flatMap(({ type, data }): EarlyFinding[] => {
      const text = String(data);
      const id = type === 'aws:cdk:warning' ? /\[ack: ([^\]]+)\]/.exec(text)?.[1] : undefined;
      return id === undefined
        ? []
        : [
            {
              id: `${ANNOTATIONS}::${id.replace(/^Annotation::/, '')}`,
              constructPath: construct.node.path,
              description: text.replace(`[ack: ${id}]`, '').trim(),
            },
          ];
    }),
  );
}
