import { AWS_DOCS, DROP_ENTRY, type Divergence } from './divergence';

/** Divergences of functions and their deployment. */
export const FUNCTION_DIVERGENCES = {
  VpcConfigIgnored: {
    aws: 'a function in a network reaches what the network lets it reach',
    source: `${AWS_DOCS}/lambda/latest/dg/configuration-vpc.html`,
    emulator: 'functions run on this machine, whatever network they are said to be in',
    bridge: { by: 'nobody', because: 'the local site has no packets; names of databases lead to loopback' },
    whenChanged: DROP_ENTRY,
  },
  VpcConfigDropped: {
    aws: 'a function that CloudFormation makes has its subnets and security groups',
    source: `${AWS_DOCS}/lambda/latest/api/API_VpcConfigResponse.html`,
    emulator: 'CloudFormation drops both',
    bridge: {
      by: 'network',
      how: 'subnets and groups of a function are taken from the templates, and are not compared',
    },
    whenChanged: `delete lib/local/network/completions/functions.ts, and ${DROP_ENTRY}`,
  },
  SuccessNotHandedOn: {
    aws: 'Lambda hands the result of a run that nobody waits for to the destination of its function',
    source: `${AWS_DOCS}/lambda/latest/dg/invocation-async-retain-records.html`,
    emulator: 'it hands on none',
    bridge: { by: 'site', how: 'results of runs that are started by hand are handed on as those of asynchronous ones' },
    whenChanged: `delete lib/local/site/success-destination.ts, and ${DROP_ENTRY}`,
  },
  LatestIsAnotherQualifier: {
    aws: 'a function without a qualifier is its version $LATEST',
    source: `${AWS_DOCS}/lambda/latest/api/API_GetFunctionEventInvokeConfig.html`,
    emulator: 'what is set for $LATEST is not found without a qualifier',
    bridge: { by: 'site', how: 'the qualifier is always named' },
    whenChanged: DROP_ENTRY,
  },
  SessionTokenEmpty: {
    aws: 'a function has the token of its role',
    source: `${AWS_DOCS}/lambda/latest/dg/configuration-envvars.html`,
    emulator: 'AWS_SESSION_TOKEN is empty unless the emulator itself was given one',
    bridge: { by: 'emulator', how: 'the emulator is started with one' },
    whenChanged: DROP_ENTRY,
  },
} as const satisfies Readonly<Record<string, Divergence>>;
