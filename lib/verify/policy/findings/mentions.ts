import { isList, isObject, type JsonValue, type TemplateModel, type TemplateResource } from '../../../template';

const RULE_TYPES = /^AWS::EC2::SecurityGroup(Ingress|Egress)?$/;

/** Resources that outputs, or resources other than security groups and their rules, name. */
export function mentionedResources(model: TemplateModel): (resource: TemplateResource) => boolean {
  const found = new Set<TemplateResource>();
  for (const stack of model.stacks) {
    const add = (name: string) => {
      const resource = stack.byLogicalId.get(name);
      if (resource !== undefined) {
        found.add(resource);
      }
    };
    for (const resource of stack.resources) {
      if (!RULE_TYPES.test(resource.type)) {
        namesIn(resource.properties, add);
      }
    }
    stack.outputs.forEach(({ value }) => {
      namesIn(value, add);
    });
  }
  return (resource) => found.has(resource);
}

/** Resources that some resources name, and those that these name in turn. */
export function mentionedFrom(starts: readonly TemplateResource[]): (resource: TemplateResource) => boolean {
  const found = new Set(starts);
  const queue = [...starts];
  for (let resource = queue.shift(); resource !== undefined; resource = queue.shift()) {
    namesIn(resource.properties, (name) => {
      const named = resource?.stack.byLogicalId.get(name);
      if (named !== undefined && !found.has(named)) {
        found.add(named);
        queue.push(named);
      }
    });
  }
  return (resource) => found.has(resource);
}

function namesIn(value: JsonValue | undefined, add: (name: string) => void): void {
  if (isList(value)) {
    value.forEach((item) => {
      namesIn(item, add);
    });
  } else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      const text = isList(inner) ? inner[0] : inner;
      if (key === 'Ref' && typeof inner === 'string') {
        add(inner);
      } else if (key === 'Fn::GetAtt' && typeof text === 'string') {
        add(text.split('.')[0] ?? text);
      } else if (key === 'Fn::Sub' && typeof text === 'string') {
        [...text.matchAll(/\$\{([A-Za-z0-9]+)/g)].forEach(([, name = '']) => {
          add(name);
        });
      }
      namesIn(inner, add);
    }
  }
}
