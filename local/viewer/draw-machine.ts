/**
 * Draws a state machine from its ASL file as SVG: `node local/viewer/draw-machine.ts statemachines/review.asl.json`.
 */
import { basename } from 'node:path';
import { expandedFile } from '../../lib/expanded-machine.ts';
import { VirtualClock } from '../clock.ts';
import { StepFunctions } from '../step-functions/index.ts';
import { drawGraph } from './draw-graph.ts';

/** The picture of the machine that an ASL file becomes, whose placeholders for ARNs may still be open. */
export function drawMachine(file: string): string {
  const engine = new StepFunctions({
    clock: new VirtualClock(0),
    integrations: { invokeFunction: () => Promise.reject(new Error('A picture runs nothing.')) },
  });
  const name = basename(file).replace(/\..*$/, '');
  // An ARN only has to look like one here.
  const arn = (what: string): string =>
    what.endsWith('MachineArn')
      ? `arn:aws:states:eu-west-2:000000000000:stateMachine:${what}`
      : `arn:aws:lambda:eu-west-2:000000000000:function:${what}`;
  const definition = expandedFile(file).replace(/\$\{(\w+)\}/g, (_whole, what: string) => arn(what));
  const { stateMachineArn } = engine.createStateMachine({
    name,
    definition,
    roleArn: 'arn:aws:iam::000000000000:role/picture',
  });
  return drawGraph(engine.graph(stateMachineArn), { title: `The workflow '${name}'` });
}

if (import.meta.main) {
  const [file] = process.argv.slice(2);
  if (file === undefined) {
    console.error('Say which file to draw: node local/viewer/draw-machine.ts statemachines/review.asl.json');
    process.exitCode = 2;
  } else {
    process.stdout.write(`${drawMachine(file)}\n`);
  }
}
