import {
  asList,
  asObject,
  asString,
  findTarget,
  isList,
  isObject,
  resolve,
  resourcesOfType,
  textOf,
  type JsonObject,
  type JsonValue,
  type TemplateModel,
  type TemplateResource,
} from '../../lib/template';

/** Grants of one deployed function: `<action> on <resource>[ if <condition>]`, each once. */
export interface FunctionGrants {
  /** Folder of the function in `lambda/`. */
  readonly name: string;
  /** Construct path of the function, in its stack. */
  readonly path: string;
  /** Region of its stack. */
  readonly region: string | undefined;
  readonly grants: ReadonlySet<string>;
}

/** What the role of every function of the site allows, read from the templates. */
export function functionGrants(model: TemplateModel): readonly FunctionGrants[] {
  return resourcesOfType(model, 'AWS::Lambda::Function').flatMap((found) => {
    const name = functionName(model, found);
    const role = findTarget(model, found.stack, found.properties['Role']);
    return name === undefined || role === undefined
      ? []
      : [{ name, path: relativePath(found), region: found.stack.region, grants: roleGrants(model, role) }];
  });
}

/** The folder in `lambda/`, which is the last part of the log group's name, before the address. */
function functionName(model: TemplateModel, found: TemplateResource): string | undefined {
  const logGroup = findTarget(model, found.stack, asObject(found.properties['LoggingConfig'])?.['LogGroup']);
  const logGroupName = asString(logGroup?.properties['LogGroupName']);
  return /\/functions\/(.+)-[0-9a-f]{8}$/.exec(logGroupName ?? '')?.[1];
}

function roleGrants(model: TemplateModel, role: TemplateResource): ReadonlySet<string> {
  const managed = (asList(role.properties['ManagedPolicyArns']) ?? []).map((arn) => {
    const policy = findTarget(model, role.stack, arn);
    return policy === undefined
      ? [`policy ${textOf(resolve(model, role.stack, arn))}`]
      : documentGrants(model, policy, policy.properties['PolicyDocument']);
  });
  const inline = (asList(role.properties['Policies']) ?? []).map((policy) =>
    documentGrants(model, role, asObject(policy)?.['PolicyDocument']),
  );
  const attached = resourcesOfType(model, 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy')
    .filter((policy) =>
      (asList(policy.properties['Roles']) ?? []).some((name) => findTarget(model, policy.stack, name) === role),
    )
    .map((policy) => documentGrants(model, policy, policy.properties['PolicyDocument']));
  return new Set([...managed, ...inline, ...attached].flat());
}

function documentGrants(
  model: TemplateModel,
  at: TemplateResource,
  document: JsonValue | undefined,
): readonly string[] {
  return (asList(asObject(document)?.['Statement']) ?? []).flatMap((entry) => {
    const statement = asObject(entry) ?? {};
    const condition = conditionOf(model, at, statement);
    const effect = statement['Effect'] === 'Allow' ? '' : `${JSON.stringify(statement['Effect'])} `;
    return each(statement['Action'] ?? 'no action').flatMap((action) =>
      each(statement['Resource'] ?? 'no resource').map(
        (resource) => `${effect}${JSON.stringify(action).slice(1, -1)} on ${readable(model, at, resource)}${condition}`,
      ),
    );
  });
}

function conditionOf(model: TemplateModel, at: TemplateResource, { Condition }: JsonObject): string {
  return Condition === undefined ? '' : ` if ${JSON.stringify(withText(model, at, Condition))}`;
}

function withText(model: TemplateModel, at: TemplateResource, value: JsonValue): JsonValue {
  if (isList(value)) {
    return value.map((item) => withText(model, at, item));
  }
  if (isObject(value) && !Object.keys(value).some((key) => key === 'Ref' || key.startsWith('Fn::'))) {
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [[key, withText(model, at, item)]])),
    );
  }
  return isObject(value) ? readable(model, at, value) : value;
}

/** An ARN with `${<construct path>.<attribute>}` for every resource it names, whichever stack it is in. */
function readable(model: TemplateModel, at: TemplateResource, value: JsonValue): string {
  const resolved = resolve(model, at.stack, value);
  const parts = resolved.kind === 'text' ? resolved.parts : [resolved];
  return parts
    .map((part) =>
      part.kind === 'reference'
        ? `\${${elsewhere(at, part.resource)}${pathInStack(part.resource)}.${part.attribute}}`
        : textOf(part).replace('${AWS::AccountId}', 'ACCOUNT'),
    )
    .join('')
    .replaceAll(/[0-9a-f]{64}/g, 'HASH');
}

/** Region of a resource in another one: each Region has a topic and a key under the same path. */
function elsewhere(at: TemplateResource, { stack: { region } }: TemplateResource): string {
  return region === undefined || region === at.stack.region ? '' : `${region}:`;
}

/** Path of the construct in its stack, without the CDK's own last part. */
function pathInStack(resource: TemplateResource): string {
  return relativePath(resource).replace(/\/Resource$/, '');
}

function relativePath({ constructPath, stack, logicalId }: TemplateResource): string {
  return (constructPath ?? logicalId).replace(`${stack.constructPath}/`, '');
}

function each(value: JsonValue): readonly JsonValue[] {
  return isList(value) ? value : [value];
}
