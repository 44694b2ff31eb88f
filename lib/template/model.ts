import type { JsonObject, JsonValue } from './json';

/** What CloudFormation will read: every stack of a cloud assembly. */
export interface TemplateModel {
  /** Directory the assembly was read from. */
  readonly directory: string;
  /** Stacks, nested ones and those of stages included, sorted by construct path. */
  readonly stacks: readonly TemplateStack[];
  /** Resources of all stacks, in the order of the stacks and of each template. */
  readonly resources: readonly TemplateResource[];
  /** Resources by their type. */
  readonly byType: ReadonlyMap<string, readonly TemplateResource[]>;
  /** Keys of context values that synthesis lacked: the templates hold placeholders instead. */
  readonly missingContext: readonly string[];
  /** What was given beside the templates. */
  readonly given: Given;
  /** What the templates leave open or get wrong, sorted; found when first asked for. */
  readonly findings: readonly TemplateFinding[];
}

/** What the user gives beside the templates. */
export interface Given {
  /** Values of parameters by stack name, and under `*` for every stack. */
  readonly parameters?: Readonly<Record<string, Readonly<Record<string, JsonValue>>>>;
  /** Availability Zones by Region, in the order in which `Fn::GetAZs` lists them in the account. */
  readonly zones?: Readonly<Record<string, readonly string[]>>;
  /**
   * Attributes that only the deployment tells, by `<construct path of the stack>/<logical id>.<attribute>`: an
   * expression in the stack of the resource.
   */
  readonly hints?: Readonly<Record<string, JsonValue>>;
}

/** A place in a file that a person wrote. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  /** What stands there, for example `new SegmentedVpc`. */
  readonly construct?: string;
}

export type FindingCode =
  | 'CIRCULAR_REFERENCE'
  | 'CONTEXT_NOT_RESOLVED'
  | 'FOREACH_UNKNOWN'
  | 'INVALID_INTRINSIC'
  | 'MACRO_UNSUPPORTED'
  | 'MISSING_EXPORT'
  | 'MISSING_OUTPUT'
  | 'NESTED_TEMPLATE_MISSING'
  | 'NFW_ENDPOINT_ORDER'
  | 'REFERENCE_TO_NOTHING'
  | 'SNAPSHOT_INCOMPLETE'
  | 'TOO_MANY_CONDITIONS';

/** Something the templates leave open or get wrong. */
export interface TemplateFinding {
  readonly code: FindingCode;
  /** `<construct path of the stack>/<logical id>`, or the stack alone. */
  readonly where: string;
  readonly place?: Place;
  /** What is the case and what follows from it. */
  readonly means: string;
}

/** One stack. */
export interface TemplateStack {
  /** Name in CloudFormation; of a nested stack `<parent>/<logical id>`. */
  readonly name: string;
  /** Construct path, for example `TicketAgency-ap-northeast-1-Network`. */
  readonly constructPath: string;
  /** Region, or `undefined` when the stack fits any. */
  readonly region: string | undefined;
  /** Account, or `undefined` when the stack fits any. */
  readonly account: string | undefined;
  /** Template file, relative to the directory of the assembly. */
  readonly templateFile: string;
  /** Tags CloudFormation puts on every resource of the stack. */
  readonly tags: Readonly<Record<string, string>>;
  /** Resources in the order of the template. */
  readonly resources: readonly TemplateResource[];
  /** Resources by their logical id. */
  readonly byLogicalId: ReadonlyMap<string, TemplateResource>;
  /** Outputs in the order of the template. */
  readonly outputs: readonly TemplateOutput[];
  /** Parameters by their name. */
  readonly parameters: JsonObject;
  /** Values given to parameters. */
  readonly parameterValues: Readonly<Record<string, JsonValue>>;
  /** Conditions by their name. */
  readonly conditions: JsonObject;
  /** Mappings by their name. */
  readonly mappings: JsonObject;
  /** Metadata of the template, by their key. */
  readonly metadata: JsonObject;
  /** Why the stack may hold more, or something else, than the model shows; empty when it does not. */
  readonly tainted: readonly string[];
  /**
   * Whether this is what a running network told: main route tables, default groups and default network ACLs are then
   * resources of their own, and nothing is there besides.
   */
  readonly observed?: true;
  /** The nested stack resource this stack hangs on, for nested stacks only. */
  readonly parent?: TemplateResource;
}

/** One resource. */
export interface TemplateResource {
  /** Stack that holds it. */
  readonly stack: TemplateStack;
  readonly logicalId: string;
  /** For example `AWS::EC2::Subnet`. */
  readonly type: string;
  readonly properties: JsonObject;
  /** Logical ids named in `DependsOn`. */
  readonly dependsOn: readonly string[];
  readonly deletionPolicy: string | undefined;
  readonly updateReplacePolicy: string | undefined;
  readonly updatePolicy: JsonObject;
  readonly metadata: JsonObject;
  /** Name of the condition under which it exists. */
  readonly condition: string | undefined;
  /** Construct path, when the assembly tells it. */
  readonly constructPath: string | undefined;
  /** The line that made it: of the program, or of the template when there is no program. */
  readonly place?: Place;
  /** Identifiers in a running network, by the attribute that tells them. */
  readonly physicalIds?: Readonly<Record<string, string>>;
}

/** One output. */
export interface TemplateOutput {
  readonly name: string;
  readonly value: JsonValue | undefined;
  /** Name under which it is exported, possibly an intrinsic. */
  readonly exportName: JsonValue | undefined;
  /** Name of the condition under which it exists. */
  readonly condition?: string;
}

/** Resources of one type. */
export function resourcesOfType(model: TemplateModel, ...types: readonly string[]): readonly TemplateResource[] {
  return types.flatMap((type) => model.byType.get(type) ?? []);
}

/** `<construct path of the stack>/<logical id>`: names one resource of the model. */
export function resourceKey(resource: TemplateResource): string {
  return `${resource.stack.constructPath}/${resource.logicalId}`;
}
