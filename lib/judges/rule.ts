import type { TemplateModel, TemplateResource, TemplateStack } from '../template';

/** A rule over what CloudFormation will read. */
export interface Rule {
  /** Name of the rule, PascalCase, the name of its file as well; acknowledged as `Honmaru::<id>`. */
  readonly id: string;
  /** What must hold, and what goes wrong otherwise. */
  readonly description: string;
  /** Judges every resource the rule is about; a judgement without faults says that the resource complies. */
  check(model: TemplateModel): readonly Judgement[];
}

/** What a rule says about one resource, or about a stack as a whole. */
export interface Judgement {
  readonly stack: TemplateStack;
  /** Absent when the stack as a whole is judged. */
  readonly resource?: TemplateResource;
  readonly faults: readonly RuleFault[];
}

/** One thing that is wrong. */
export interface RuleFault {
  /** What was found and what to do about it, in words. */
  readonly message: string;
  /** Property the fault is about, for example `Properties.SecurityGroupIngress`. */
  readonly property?: string;
  /** Whether the rule could not find out, which fails as well. */
  readonly undetermined?: boolean;
}

/** A fault with the rule and the place it belongs to. */
export interface RuleFinding extends RuleFault {
  readonly rule: string;
  readonly stack: TemplateStack;
  readonly resource?: TemplateResource;
}

/** Judges one resource; faults may be words alone, and `undefined` stands for none. */
export function judge(resource: TemplateResource, faults: readonly (RuleFault | string | undefined)[]): Judgement {
  return { stack: resource.stack, resource, faults: faults.flatMap(toFault) };
}

/** Judges a stack as a whole. */
export function judgeStack(stack: TemplateStack, faults: readonly (RuleFault | string | undefined)[]): Judgement {
  return { stack, faults: faults.flatMap(toFault) };
}

/** A fault because something is known only at deployment. */
export function undetermined(message: string, property?: string): RuleFault {
  return { message, undetermined: true, ...(property === undefined ? {} : { property }) };
}

/** Every fault a rule finds. */
export function findingsOf(rule: Rule, model: TemplateModel): readonly RuleFinding[] {
  return rule
    .check(model)
    .flatMap(({ stack, resource, faults }) =>
      faults.map((fault) => ({ ...fault, rule: rule.id, stack, ...(resource === undefined ? {} : { resource }) })),
    );
}

/** One judgement per resource, when a rule comes to a resource by several ways; a fault found twice counts once. */
export function mergeJudgements(judgements: readonly Judgement[]): readonly Judgement[] {
  const merged = new Map<TemplateResource | TemplateStack, Judgement>();
  for (const judgement of judgements) {
    const subject = judgement.resource ?? judgement.stack;
    const before = merged.get(subject)?.faults ?? [];
    const added = judgement.faults.filter(({ message }) => before.every((fault) => fault.message !== message));
    merged.set(subject, { ...judgement, faults: [...before, ...added] });
  }
  return [...merged.values()];
}

function toFault(fault: RuleFault | string | undefined): readonly RuleFault[] {
  if (fault === undefined) {
    return [];
  }
  return [typeof fault === 'string' ? { message: fault } : fault];
}
