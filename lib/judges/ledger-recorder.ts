import type { CfnResource } from 'aws-cdk-lib';
import { Stack, type NestedStack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { LedgerRow, Outcome } from '../report';

/** What every row says about the resource it is about. */
export type LedgerSubject = Pick<LedgerRow, 'stack' | 'resource' | 'resourceType' | 'constructPath'>;

/** A pack as the recorder keeps it. */
interface RecordedPack {
  readonly name: string;
  readonly stacks: Set<string>;
  readonly rows: LedgerRow[];
}

/** Collects what each judge says about each resource while the judges run. */
export class LedgerRecorder {
  private readonly packs = new Map<string, RecordedPack>();
  private readonly subjects = new WeakMap<IConstruct, LedgerSubject>();

  /** Starts a pack anew; what it recorded in an earlier synthesis is dropped. */
  begin(pack: string): void {
    this.packs.delete(pack);
    this.packs.set(pack, { name: pack, stacks: new Set(), rows: [] });
  }

  /** Notes that a pack saw a stack, named by its construct path. */
  sawStack(pack: string, stackConstructPath: string): void {
    this.packs.get(pack)?.stacks.add(stackConstructPath);
  }

  /** Records one rule on one resource. */
  record(pack: string, rule: string, subject: LedgerSubject, outcome: Outcome, detail?: string): void {
    this.packs.get(pack)?.rows.push({ pack, rule, ...subject, outcome, ...(detail === undefined ? {} : { detail }) });
  }

  /** The subject a resource of the construct tree is. */
  subjectOf(node: CfnResource): LedgerSubject {
    const known = this.subjects.get(node);
    if (known !== undefined) {
      return known;
    }
    const stack = Stack.of(node);
    const subject: LedgerSubject = {
      stack: topLevelStack(node).stackName,
      resource: String(stack.resolve(node.logicalId)),
      resourceType: node.cfnResourceType,
      constructPath: node.node.path,
    };
    this.subjects.set(node, subject);
    return subject;
  }

  /** Packs that ran, in order, with their rows. */
  recorded(): readonly RecordedPack[] {
    return [...this.packs.values()];
  }
}

/** The stack that is deployed: a nested one is part of its parent. */
export function topLevelStack(node: IConstruct): Stack {
  const stack = Stack.of(node) as Stack & Partial<NestedStack>;
  return stack.nestedStackParent === undefined ? stack : topLevelStack(stack.nestedStackParent);
}
