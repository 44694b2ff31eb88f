import { resourceKey } from '../../template';
import { judge, type Rule } from '../rule';
import { routingOf, subnetsOf } from '../support';

/** The segment that holds the data is reached from within, and reaches nothing. */
export const dataSubnetWithoutRouteOut: Rule = {
  id: 'DataSubnetWithoutRouteOut',
  description: 'A subnet tagged segment=data has local routes only: what reaches it comes from within the VPC.',
  check: (model) => {
    const routing = routingOf(model);
    return subnetsOf(model)
      .filter(({ segment }) => segment === 'data')
      .map(({ resource }) => {
        const table = routing.tableOf.get(resourceKey(resource));
        if (table === undefined) {
          return judge(resource, ['uses the main route table of the VPC; give it a table of its own']);
        }
        const routes = routing.routes.filter((route) => route.table === table);
        return judge(
          resource,
          routes.map((route) => `its table has a route out: ${route.resource.logicalId}`),
        );
      });
  },
};
