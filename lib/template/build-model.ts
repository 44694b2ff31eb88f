import { compare } from './compare';
import { findFindings } from './evaluate/find-findings';
import { asList, asObject, asString, at, isObject, type JsonObject, type JsonValue } from './json';
import { expandTemplate } from './language-extensions';
import type {
  Given,
  Place,
  TemplateFinding,
  TemplateModel,
  TemplateOutput,
  TemplateResource,
  TemplateStack,
} from './model';
import { chooseParameters, refuseUnknownStacks } from './choose-parameters';
import { taintsOf } from './taints';

/** The files of a cloud assembly as they were read. */
export interface AssemblySource {
  readonly directory: string;
  readonly stacks: readonly StackSource[];
  readonly missingContext: readonly string[];
  /** What could not be read, for readers that go on without it. */
  readonly findings?: readonly TemplateFinding[];
}

/** One template with what the manifest says about its stack. */
export interface StackSource {
  readonly name: string;
  readonly constructPath: string;
  readonly region: string | undefined;
  readonly account: string | undefined;
  readonly templateFile: string;
  readonly template: JsonObject;
  readonly tags: Readonly<Record<string, string>>;
  /** Construct path by logical id. */
  readonly constructPaths: Readonly<Record<string, string>>;
  /** Where the stack is nested. */
  readonly parent?: { readonly constructPath: string; readonly logicalId: string };
  /** Line of the program or template by logical id. */
  readonly places?: Readonly<Record<string, Place>>;
  /** Values that the assembly gives to parameters. */
  readonly parameterValues?: Readonly<Record<string, JsonValue>>;
  /** Identifiers in a running network by logical id and attribute. */
  readonly physicalIds?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Why the stack may hold more than is shown, as far as the reader knows. */
  readonly taints?: readonly string[];
  /** Whether the template is what runs, with everything that is made along with a resource written out. */
  readonly observed?: true;
}

/**
 * Builds the read model; parents come before the stacks nested in them.
 *
 * Throws a `HonmaruError` when a value that is given to a parameter is not allowed, or belongs to no parameter.
 */
export function buildModel(source: AssemblySource, given: Given = {}): TemplateModel {
  refuseUnknownStacks(source.stacks, given);
  const built = new Map<string, TemplateStack>();
  const findings: TemplateFinding[] = [...(source.findings ?? [])];
  for (const stack of source.stacks) {
    const parent =
      stack.parent === undefined
        ? undefined
        : built.get(stack.parent.constructPath)?.byLogicalId.get(stack.parent.logicalId);
    const found = buildStack(stack, parent, given, source.stacks);
    built.set(stack.constructPath, found.stack);
    findings.push(...found.findings);
  }
  const stacks = [...built.values()].sort((a, b) => compare(a.constructPath, b.constructPath));
  return modelOf(stacks, source, given, findings);
}

/** Resources by their type, in their order. */
export function resourcesByType(
  resources: readonly TemplateResource[],
): ReadonlyMap<string, readonly TemplateResource[]> {
  const byType = new Map<string, TemplateResource[]>();
  for (const resource of resources) {
    const list = byType.get(resource.type) ?? [];
    list.push(resource);
    byType.set(resource.type, list);
  }
  return byType;
}

/** A model of stacks; what is found in it is only looked for when it is asked for. */
export function modelOf(
  stacks: readonly TemplateStack[],
  source: Omit<AssemblySource, 'stacks'>,
  given: Given,
  findings: readonly TemplateFinding[],
): TemplateModel {
  const resources = stacks.flatMap((stack) => stack.resources);
  let found: readonly TemplateFinding[] | undefined;
  return {
    directory: source.directory,
    stacks,
    resources,
    byType: resourcesByType(resources),
    missingContext: source.missingContext,
    given,
    get findings() {
      found ??= [...findings, ...findFindings(this)].sort(
        (a, b) => compare(a.where, b.where) || compare(a.code, b.code) || compare(a.means, b.means),
      );
      return found;
    },
  };
}

function buildStack(
  source: StackSource,
  parent: TemplateResource | undefined,
  given: Given,
  all: readonly StackSource[],
): { readonly stack: TemplateStack; readonly findings: readonly TemplateFinding[] } {
  const base = {
    name: source.name,
    constructPath: source.constructPath,
    region: source.region,
    account: source.account,
    templateFile: source.templateFile,
    tags: source.tags,
    parameters: asObject(source.template['Parameters']),
    parameterValues: chooseParameters(source, given),
    mappings: asObject(source.template['Mappings']),
    metadata: asObject(source.template['Metadata']),
    ...(parent === undefined ? {} : { parent }),
    ...(source.observed === undefined ? {} : { observed: source.observed }),
  };
  const expanded = expandTemplate(
    {
      ...base,
      conditions: asObject(source.template['Conditions']),
      resources: [],
      byLogicalId: new Map(),
      outputs: [],
      tainted: [],
    },
    source.template,
    given,
  );
  const taints = [...expanded.taints, ...taintsOf(source, expanded.template, all)].map((taint) =>
    source.templateFile === '' ? taint : { place: { file: source.templateFile }, ...taint },
  );
  const resources: TemplateResource[] = [];
  const byLogicalId = new Map<string, TemplateResource>();
  const stack: TemplateStack = {
    ...base,
    resources,
    byLogicalId,
    outputs: buildOutputs(expanded.template),
    conditions: asObject(expanded.template['Conditions']),
    tainted: [...(source.taints ?? []), ...taints.map(({ means }) => means)],
  };
  for (const [logicalId, value] of Object.entries(asObject(expanded.template['Resources']))) {
    if (isObject(value)) {
      const resource = buildResource(stack, logicalId, value, source);
      resources.push(resource);
      byLogicalId.set(logicalId, resource);
    }
  }
  return { stack, findings: taints };
}

function buildResource(
  stack: TemplateStack,
  logicalId: string,
  value: JsonObject,
  source: StackSource,
): TemplateResource {
  const metadata = asObject(value['Metadata']);
  const place = source.places?.[logicalId];
  const physicalIds = source.physicalIds?.[logicalId];
  return {
    stack,
    logicalId,
    type: asString(value['Type']) ?? '',
    properties: asObject(value['Properties']),
    dependsOn: asList(value['DependsOn']).flatMap((item) => (typeof item === 'string' ? [item] : [])),
    deletionPolicy: asString(value['DeletionPolicy']),
    updateReplacePolicy: asString(value['UpdateReplacePolicy']),
    updatePolicy: asObject(value['UpdatePolicy']),
    metadata,
    condition: asString(value['Condition']),
    constructPath: asString(metadata['aws:cdk:path']) ?? source.constructPaths[logicalId],
    ...(place === undefined ? {} : { place }),
    ...(physicalIds === undefined ? {} : { physicalIds }),
  };
}

function buildOutputs(template: JsonObject): readonly TemplateOutput[] {
  return Object.entries(asObject(template['Outputs'])).map(([name, output]) => {
    const condition = asString(at(output, 'Condition'));
    return {
      name,
      value: at(output, 'Value'),
      exportName: at(output, 'Export', 'Name'),
      ...(condition === undefined ? {} : { condition }),
    };
  });
}
