import { plain, type Foreign } from './expectation';

/** Sites of functions, clusters and stores that AWS runs, and templates of which a part is elsewhere. */
export const SERVICES: readonly Foreign[] = [
  {
    name: 'a SAM application before its macro has run',
    load: plain('serverless.yaml', 'us-east-1'),
    expectations: [
      {
        says: 'the macro may write anything',
        ask: 'isolate',
        from: 'internet',
        to: 'Cache',
        verdict: 'UNDETERMINED',
      },
      {
        says: 'in either direction',
        ask: 'isolate',
        from: 'Cache',
        to: 'internet',
        verdict: 'UNDETERMINED',
      },
    ],
    octopuses: ['GetOrder', 'PutOrder'],
    findings: ['MACRO_UNSUPPORTED'],
  },
  {
    name: 'a template of which a part lies in a bucket',
    load: plain('include.yaml', 'us-east-1'),
    expectations: [
      {
        says: 'what is included may be anything',
        ask: 'isolate',
        from: 'internet',
        to: 'Database',
        verdict: 'UNDETERMINED',
      },
    ],
    findings: ['MACRO_UNSUPPORTED'],
  },
  {
    name: 'EKS as a tool writes it',
    load: plain('eks.json', 'us-west-2'),
    expectations: [
      {
        says: 'the cluster is joined to another VPC',
        ask: 'isolate',
        from: 'internet',
        to: 'LicenceServer',
        verdict: 'PROVED',
      },
      {
        says: 'and that VPC has no way out',
        ask: 'isolate',
        from: 'LicenceServer',
        to: 'internet',
        verdict: 'PROVED',
      },
    ],
    octopuses: ['ControlPlane', 'ManagedNodeGroup'],
  },
  {
    name: 'functions in a VPC and a database proxy',
    load: plain('lambda-proxy.yaml', 'ap-south-1'),
    expectations: [
      {
        says: 'everyone calls the function that may use the proxy',
        ask: 'isolate',
        from: 'internet',
        to: 'Proxy',
        services: ['tcp/5432'],
        verdict: 'REFUTED',
      },
      {
        says: 'the function may use the proxy',
        ask: 'reach',
        from: 'OrderFunction',
        to: 'Proxy',
        services: ['tcp/5432'],
        verdict: 'PROVED',
      },
      {
        says: 'the proxy leads to the cluster',
        ask: 'isolate',
        from: 'Proxy',
        to: 'Aurora',
        services: ['tcp/5432'],
        level: 'direct',
        verdict: 'REFUTED',
      },
    ],
  },
  {
    name: 'stores of every kind in isolated subnets',
    load: plain('data-stores.yaml', 'us-east-2'),
    expectations: [
      {
        says: 'what certainly passes passes, whatever else is there',
        ask: 'reach',
        from: 'Client',
        to: 'Redis',
        services: ['tcp/6379'],
        verdict: 'PROVED',
      },
      {
        says: 'no group of the client admits anything',
        ask: 'isolate',
        from: 'Other',
        to: 'Client',
        verdict: 'PROVED',
      },
      {
        says: 'files are on NFS',
        ask: 'reach',
        from: 'Client',
        to: 'FilesB',
        services: ['tcp/2049'],
        verdict: 'PROVED',
      },
      {
        says: 'the broker is a kind of store that is not known, and public',
        ask: 'isolate',
        from: 'internet',
        to: 'Redis',
        verdict: 'UNDETERMINED',
      },
    ],
    octopuses: ['Broker'],
  },
  {
    name: 'API Gateway before private load balancers',
    load: plain('vpc-link.yaml', 'sa-east-1'),
    expectations: [
      {
        says: 'the links lead into another VPC',
        ask: 'isolate',
        from: 'internet',
        to: 'IslandServer',
        verdict: 'PROVED',
      },
      {
        says: 'the API may lead to the service',
        ask: 'isolate',
        from: 'internet',
        to: 'Service',
        services: ['tcp/8000'],
        verdict: 'UNDETERMINED',
      },
      {
        says: 'the balancer reaches its tasks',
        ask: 'reach',
        from: 'Balancer',
        to: 'Service',
        services: ['tcp/8000'],
        verdict: 'PROVED',
      },
    ],
    octopuses: ['HttpLink', 'RestLink'],
  },
  {
    name: 'the workshop of a data team',
    load: plain('analytics.yaml', 'us-west-2'),
    expectations: [
      {
        says: 'its clusters are in another VPC',
        ask: 'isolate',
        from: 'internet',
        to: 'Vault',
        verdict: 'PROVED',
      },
      {
        says: 'and nothing leaves it',
        ask: 'isolate',
        from: 'Vault',
        to: 'internet',
        verdict: 'PROVED',
      },
    ],
    octopuses: ['Compute', 'Emr', 'Notebook', 'Airflow', 'Build'],
  },
];
