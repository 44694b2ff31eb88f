import { knownText, targetOf, type TemplateResource } from '../../../../template';
import { TCP } from '../../../address';
import type { NextHop, ServiceMatch } from '../../types';
import { originOf, type BuildContext } from '../context';
import { matchOf, portMatch } from '../read-services';
import { both, listed } from '../read-values';
import { addInSubnets } from './in-subnets';

/**
 * Ports on which proxies listen.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-connecting.html read 2026-11-26
 */
const PORTS: Readonly<Record<string, number>> = { MYSQL: 3306, POSTGRESQL: 5432, SQLSERVER: 1433 };

/** Proxies of databases: they end connections and open others to the databases of their target groups. */
export function buildDatabaseProxies(ctx: BuildContext): void {
  for (const resource of ctx.resources('AWS::RDS::DBProxy', 'AWS::RDS::DBProxyEndpoint')) {
    addInSubnets(
      ctx,
      resource,
      'database-proxy',
      ctx.property(resource, 'VpcSubnetIds'),
      ctx.property(resource, 'VpcSecurityGroupIds'),
      () => 'no',
    );
    const proxy = resource.type === 'AWS::RDS::DBProxy' ? resource : targetOf(ctx.property(resource, 'DBProxyName'));
    if (proxy?.type === 'AWS::RDS::DBProxy') {
      addProxy(ctx, resource, proxy);
    }
  }
}

function addProxy(ctx: BuildContext, resource: TemplateResource, proxy: TemplateResource): void {
  const groups = ctx
    .resources('AWS::RDS::DBProxyTargetGroup')
    .filter((each) => targetOf(ctx.property(each, 'DBProxyName')) === proxy);
  const entries = entriesOf(ctx, proxy);
  const lists = groups.flatMap((each) =>
    ['DBClusterIdentifiers', 'DBInstanceIdentifiers'].map((name) => listed(ctx.property(each, name))),
  );
  const open = lists.find((list) => list.open !== undefined)?.open;
  const targets = lists.flatMap(({ items }) =>
    items.flatMap(({ value, exists }) => {
      const database = targetOf(value);
      return database === undefined ? [] : [{ database, exists: both(exists, ctx.exists(database)) }];
    }),
  );
  ctx.proxies.push({
    id: originOf(resource).id,
    kind: 'database',
    origin: originOf(resource),
    interfaces: ctx.byOwner.get(resource) ?? [],
    isPublicEntry: 'no',
    entries: [entries],
    nextHops: targets.map(({ database, exists }): NextHop => ({
      origin: originOf(database),
      to: { kind: 'interfaces', interfaces: ctx.byOwner.get(database) ?? [] },
      services: portOf(ctx, database),
      from: entries,
      keepsClientAddress: 'no',
      exists,
    })),
    ...(open === undefined ? {} : { open: `targets of ${originOf(proxy).label}: ${open}` }),
  });
}

function entriesOf(ctx: BuildContext, proxy: TemplateResource): ServiceMatch {
  const port = PORTS[knownText(ctx.property(proxy, 'EngineFamily')) ?? ''];
  return port === undefined
    ? { may: [{ protocol: TCP }], must: [], because: 'the engine family' }
    : matchOf([{ protocol: TCP, ports: { from: port, to: port } }]);
}

function portOf(ctx: BuildContext, database: TemplateResource): ServiceMatch {
  const port = ctx.evaluator.attribute(database, 'Endpoint.Port');
  const match = portMatch(TCP, port, port);
  return match.must.length > 0 ? match : { may: [{ protocol: TCP }], must: [], because: 'the port of the database' };
}
