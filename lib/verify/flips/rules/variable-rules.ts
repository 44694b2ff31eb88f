import { isObject, type TemplateResource } from '../../../template';
import type { PropertyPath } from '../edit-model';
import type { FlipRule } from '../types';
import { itemsAt, valueAt } from './items';
import { makeRule, unsetting } from './make-rule';

/** Variables of firewall rules, which stand for lists: each item of each is a rule of its own. */
export function variableRules(resource: TemplateResource, path: PropertyPath, name: string): readonly FlipRule[] {
  const all = valueAt(resource.properties, path);
  return Object.keys(isObject(all) ? all : {}).flatMap((variable) =>
    itemsAt(resource, [...path, variable, 'Definition']).map((item, index) =>
      makeRule(resource, 'firewall-variable', `${name}.${variable}[${index}]`, [unsetting(resource, item.path)]),
    ),
  );
}
