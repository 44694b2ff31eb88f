import { asList, asString, at, isObject, type TemplateResource, type TemplateStack } from '../../template';

/** Literal value of a tag of a resource, whether its tags are a list or a map. */
export function tagOf(resource: TemplateResource, key: string): string | undefined {
  const tags = resource.properties['Tags'];
  if (isObject(tags)) {
    return asString(tags[key]);
  }
  return asString(
    at(
      asList(tags).find((tag) => at(tag, 'Key') === key),
      'Value',
    ),
  );
}

/** Name of the site a stack belongs to: the tag `site` of the stack or of its resources. */
export function siteNameOf(stack: TemplateStack): string | undefined {
  const ofStack = stack.tags['site'];
  if (ofStack !== undefined) {
    return ofStack;
  }
  for (const resource of stack.resources) {
    const name = tagOf(resource, 'site');
    if (name !== undefined) {
      return name;
    }
  }
  return stack.parent === undefined ? undefined : siteNameOf(stack.parent.stack);
}
