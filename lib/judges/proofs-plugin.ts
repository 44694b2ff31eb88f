import path from 'node:path';
import type {
  IPolicyValidationContext,
  IPolicyValidationPlugin,
  PolicyValidationPluginReport,
  PolicyViolatingResource,
  PolicyViolation,
} from 'aws-cdk-lib';
import { focusOf, renderResult } from '../report/verify';
import type { Origin } from '../verify';
import {
  defaultPolicy,
  findFindings,
  runPolicy,
  verifierFor,
  type Policy,
  type PolicyFinding,
  type ProofResult,
} from '../verify/policy';
import { loadAssembly } from '../template';

/** Namespace of what a policy demands. */
export const PROOFS = 'HonmaruProofs';

/** Proves a policy on the templates of an app. */
export class ProofsPlugin implements IPolicyValidationPlugin {
  readonly name = PROOFS;
  private readonly policy: Policy | undefined;
  private readonly outdirOf: (context: IPolicyValidationContext) => string;

  constructor(policy: Policy | undefined, outdirOf: (context: IPolicyValidationContext) => string) {
    this.policy = policy;
    this.outdirOf = outdirOf;
  }

  validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const directory = this.outdirOf(context);
    const verifier = verifierFor(loadAssembly(directory), this.policy);
    const results = runPolicy(verifier, this.policy ?? defaultPolicy(verifier));
    const violations = [
      ...results.filter(({ holds }) => !holds).map((result) => violationOf(result, directory)),
      ...findFindings(verifier)
        .filter(({ severity }) => severity !== 'note')
        .map((finding) => findingOf(finding, directory)),
    ];
    return { success: violations.every(({ severity }) => severity !== 'error'), violations };
  }
}

function violationOf(result: ProofResult, directory: string): PolicyViolation {
  const origin = focusOf(result);
  return {
    ruleName: result.rule,
    description: renderResult(result, { language: 'en', root: process.cwd(), templates: directory }),
    severity: result.severity,
    violatingResources: origin === undefined ? [] : resourcesOf(origin, directory),
  };
}

function findingOf({ code, says, severity, origin }: PolicyFinding, directory: string): PolicyViolation {
  return {
    ruleName: code,
    description: says.en,
    severity,
    violatingResources: origin === undefined ? [] : resourcesOf(origin, directory),
  };
}

/** The resource to look at; the CDK adds the line of the program that made its construct. */
function resourcesOf({ resource, property }: Origin, directory: string): PolicyViolatingResource[] {
  if (resource === undefined) {
    return [];
  }
  const { constructPath, logicalId, stack } = resource;
  return [
    {
      ...(constructPath === undefined ? {} : { constructPath }),
      resourceLogicalId: logicalId,
      templatePath: path.join(directory, stack.templateFile),
      locations: property === undefined ? [] : [property],
    },
  ];
}
