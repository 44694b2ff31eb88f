import type { StackSource } from './build-model';
import { asList, asObject, asString, at, isObject, walk, type JsonObject, type JsonValue } from './json';
import type { TemplateFinding } from './model';

/** Transform that the model carries out itself. */
export const LANGUAGE_EXTENSIONS = 'AWS::LanguageExtensions';

/** Names of the transforms a template asks for. */
export function transformsOf(template: JsonObject): readonly string[] {
  return asList(template['Transform']).map(transformName);
}

/** Why a stack may hold something else than its template shows. */
export function taintsOf(
  source: StackSource,
  template: JsonObject,
  all: readonly StackSource[],
): readonly TemplateFinding[] {
  return [...macroTaints(source, template), ...nestedTaints(source, template, all)];
}

function macroTaints(source: StackSource, template: JsonObject): readonly TemplateFinding[] {
  const found = new Map<string, string>();
  transformsOf(template)
    .filter((name) => name !== LANGUAGE_EXTENSIONS)
    .forEach((name) => found.set(name, source.constructPath));
  for (const [logicalId, resource] of Object.entries(asObject(template['Resources']))) {
    walk(resource, (value) => {
      if (isObject(value) && value['Fn::Transform'] !== undefined) {
        found.set(transformName(value['Fn::Transform']), `${source.constructPath}/${logicalId}`);
      }
    });
  }
  walk({ ...template, Resources: {} }, (value) => {
    if (isObject(value) && value['Fn::Transform'] !== undefined) {
      found.set(transformName(value['Fn::Transform']), source.constructPath);
    }
  });
  return [...found].map(([name, where]) => ({
    code: 'MACRO_UNSUPPORTED',
    where,
    means: `${name} rewrites the template at deployment: the stack may hold resources and rules that are not shown`,
  }));
}

function transformName(transform: JsonValue | undefined): string {
  return asString(transform) ?? asString(at(transform, 'Name')) ?? 'a transform';
}

function nestedTaints(
  source: StackSource,
  template: JsonObject,
  all: readonly StackSource[],
): readonly TemplateFinding[] {
  return Object.entries(asObject(template['Resources']))
    .filter(([logicalId, resource]) => {
      const isRead = all.some(
        ({ parent }) => parent?.constructPath === source.constructPath && parent.logicalId === logicalId,
      );
      return at(resource, 'Type') === 'AWS::CloudFormation::Stack' && !isRead;
    })
    .map(([logicalId, resource]) => ({
      code: 'NESTED_TEMPLATE_MISSING',
      where: `${source.constructPath}/${logicalId}`,
      means:
        `the template of nested stack ${logicalId} is not at hand ` +
        `(${asString(at(resource, 'Properties', 'TemplateURL')) ?? 'its URL is only known at deployment'}): ` +
        'nothing is known about what it makes',
      ...placeOf(source, logicalId),
    }));
}

function placeOf(source: StackSource, logicalId: string): Pick<TemplateFinding, 'place'> {
  const place = source.places?.[logicalId];
  return place === undefined ? {} : { place };
}
