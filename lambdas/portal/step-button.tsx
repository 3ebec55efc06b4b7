import { Button, Form } from '../pages/kit.ts';
import { STEP_FIELD } from './steps.ts';

/** A form of one button, which leads to the first page of another way than to answer. */
export function StepButton({ step, children }: { readonly step: string; readonly children: string }) {
  return (
    <Form>
      <Button kind="secondary" name={STEP_FIELD} value={step}>
        {children}
      </Button>
    </Form>
  );
}
