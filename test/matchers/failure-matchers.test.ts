import { failureMatchers, Failures, failuresOf } from '../../lib/matchers';
import { paperNetwork } from '../failures/paper/network';
import { reportOn } from '../failures/report/support';
import { smallSite, TOPIC } from '../failures/support/small-site';

expect.extend(failureMatchers);

const site = failuresOf(smallSite());

describe('toSurviveAll', () => {
  test('passes for faults that are survived in time', () => {
    expect(site).toSurviveAll({ of: ['instance', 'writer', 'reader', 'zone'], withinSeconds: 120 });
  });

  test('tells what is not survived', () => {
    expect(() => {
      expect(site).toSurviveAll({ of: ['zone cut off'] });
    }).toThrow(/eu-west-1a cut off: GET DOWN → DOWN → DOWN/);
  });

  test('tells what is survived too late', () => {
    expect(() => {
      expect(site).toSurviveAll({ of: ['writer'], withinSeconds: 74 });
    }).toThrow(/Site\/Writer: GET DOWN → UP → UP, after 75 s/);
  });

  test('takes exceptions, of which each must except something', () => {
    expect(site).toSurviveAll({ of: ['zone', 'zone cut off'], except: ['* cut off'] });
    expect(() => {
      expect(site).toSurviveAll({ of: ['zone'], except: ['* cut off'] });
    }).toThrow(/the exception '\* cut off' excepts nothing/);
  });

  test('an expectation about faults that there are not fails', () => {
    expect(() => {
      expect(site).toSurviveAll({ of: ['line'] });
    }).toThrow(/no fault of this kind is in the model/);
  });

  test('a service that is not determined fails', () => {
    const unread = failuresOf(smallSite({ Servers: { Properties: { MinSize: '0' } } }));
    expect(() => {
      expect(unread).toSurviveAll();
    }).toThrow(/GET: not determined, its least number is 0/);
  });

  test('pairs count when asked for', () => {
    expect(() => {
      expect(site).toSurviveAll({ of: ['instance', 'writer', 'reader', 'zone'], together: 2 });
    }).toThrow(/Site\/Reader \+ Site\/Writer: GET DOWN/);
  });
});

describe('toMatchDetourTable', () => {
  const paper = (shared: boolean) => new Failures(() => reportOn(paperNetwork(shared)));
  const TABLE = {
    'application server 1 to A': {
      normal: 'line 1',
      'line 1': 'line 2',
      'line 2': 'line 1',
      'gateway A': '-',
      'gateway B': 'line 1',
    },
    'application server 1 to B': {
      normal: 'line 2',
      'line 1': 'line 2',
      'line 2': 'line 1',
      'gateway A': 'line 2',
      'gateway B': '-',
    },
    'application server 2 to A': {
      normal: 'line 2',
      'line 1': 'line 2',
      'line 2': 'line 1',
      'gateway A': '-',
      'gateway B': 'line 1',
    },
    'application server 2 to B': {
      normal: 'line 1',
      'line 1': 'line 2',
      'line 2': 'line 1',
      'gateway A': 'line 2',
      'gateway B': '-',
    },
  };

  test('passes for the table of the paper, all twenty cells', () => {
    expect(paper(true)).toMatchDetourTable(TABLE);
  });

  test('tells the two cells that are wrong without the fate that gateway and line share', () => {
    expect(() => {
      expect(paper(false)).toMatchDetourTable(TABLE);
    }).toThrow(
      /^application server 2 to A, gateway B: expected 'line 1', found 'line 2'\napplication server 2 to B, gateway A: expected 'line 2', found 'line 1'$/,
    );
  });

  test('a service, or a fault, that there is not is no cell', () => {
    expect(() => {
      expect(paper(true)).toMatchDetourTable({ nobody: { 'line 1': 'line 2' } });
    }).toThrow(/nobody, line 1: expected 'line 2', found no such cell/);
    expect(() => {
      expect(paper(true)).toMatchDetourTable({});
    }).toThrow(/the table names no fault/);
  });
});

describe('everyLossToBeCoveredBy', () => {
  const watched = failuresOf(
    smallSite({
      ...TOPIC,
      Alarm: {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: {
          Namespace: 'AWS/ApplicationELB',
          MetricName: 'UnHealthyHostCount',
          Dimensions: [
            { Name: 'TargetGroup', Value: { 'Fn::GetAtt': ['Targets', 'TargetGroupFullName'] } },
            { Name: 'LoadBalancer', Value: { 'Fn::GetAtt': ['Entry', 'LoadBalancerFullName'] } },
          ],
          Statistic: 'Maximum',
          Period: 60,
          EvaluationPeriods: 1,
          Threshold: 1,
          ComparisonOperator: 'GreaterThanOrEqualToThreshold',
          AlarmActions: [{ Ref: 'Topic' }],
        },
      },
    }),
  );

  test('tells losses that nobody sees', () => {
    expect(() => {
      expect(site).everyLossToBeCoveredBy();
    }).toThrow(/Site\/Writer: seen by nobody/);
  });

  test('takes what is seen as seen, by the kind that is asked for and in time', () => {
    const message = (by: 'alarm' | 'check', withinSeconds?: number): string => {
      try {
        expect(watched).everyLossToBeCoveredBy({ by: [by], ...(withinSeconds === undefined ? {} : { withinSeconds }) });
        return '';
      } catch (error) {
        return String(error);
      }
    };
    const server = 'Site/Servers#eu-west-1a/1';
    expect(message('alarm')).not.toContain(`${server}:`);
    expect(message('alarm', 10)).toMatch(/Site\/Servers#eu-west-1a\/1: seen after \d+ s by Site\/Alarm/);
    expect(message('check')).toContain(`${server}: seen by nobody`);
  });

  test('an alarm does not see what it fails with', () => {
    expect(() => {
      expect(watched).everyLossToBeCoveredBy({ except: ['Site/*'] });
    }).toThrow(/^eu-west-1: seen by nobody$/m);
  });
});

test('an expectation may not be negated, and is about failures', () => {
  expect(() => {
    expect(site).not.toSurviveAll();
  }).toThrow(/expect\(failures\)\.not\.toSurviveAll: must not be negated.+\[MatcherNegated\]/);
  expect(() => {
    expect('cdk.out').toSurviveAll();
  }).toThrow(/must be given failures, got string.+\[MatcherWithoutFailures\]/);
});
