import { at, resolve, textOf, type TemplateModel, type TemplateResource } from '../../template';
import { judge, undetermined, type Rule, type RuleFault } from '../rule';
import { NAME_PROPERTIES, siteNameOf } from '../support';

/** Beginnings services prescribe, before which no site can put its name. */
const PRESCRIBED = [/^aws-waf-logs-/, /^alias\//, /^\//, /^\/aws\/[^/]+\//, /^\/aws\/[^/]+\/[^/]+\//] as const;

/** Two sites fit one account. */
export const fixedNamesStartWithSite: Rule = {
  id: 'FixedNamesStartWithSite',
  description:
    'A fixed name starts with the name of the site, its tag site, after what the service prescribes: a second site of the account must not meet it.',
  check: (model) =>
    model.resources.flatMap((resource) => {
      const named = (NAME_PROPERTIES[resource.type] ?? []).filter(
        (property) => at(resource.properties, ...property.split('.')) !== undefined,
      );
      return named.length === 0
        ? []
        : [
            judge(
              resource,
              named.map((property) => nameFault(model, resource, property)),
            ),
          ];
    }),
};

function nameFault(model: TemplateModel, resource: TemplateResource, property: string): RuleFault | undefined {
  const name = textOf(resolve(model, resource.stack, at(resource.properties, ...property.split('.'))));
  const where = `Properties.${property}`;
  const site = siteNameOf(resource.stack);
  // A name made of the stack's or a resource's own name is no other site's.
  if (name.startsWith('${AWS::StackName}') || name.startsWith(resource.stack.name)) {
    return undefined;
  }
  if (site === undefined) {
    return undetermined(`has the fixed name ${name}, and its stack carries no tag site`, where);
  }
  return startsWithSite(name, site)
    ? undefined
    : { message: `has the fixed name ${name}, which does not start with ${site}`, property: where };
}

function startsWithSite(name: string, site: string): boolean {
  const rests = PRESCRIBED.filter((beginning) => beginning.test(name)).map((beginning) => name.replace(beginning, ''));
  return [name, ...rests].some((rest) => comparable(rest).startsWith(comparable(site)));
}

/** Some services take neither hyphens nor lower case: `ticket_agency` and `TicketAgency` are the site as well. */
function comparable(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
