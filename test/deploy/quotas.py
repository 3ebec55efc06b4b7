"""What a new account may do, for an emulator that knows no quota of SES and tells nobody of a function that was refused.

The file of QUOTAS_FILE says how many mails go in a second: {"mails": 1}; without it there is no limit. How many functions run at a
time the emulator knows itself (LAMBDA_ACCOUNT_CONCURRENCY). What was refused is counted in the file of REFUSED_FILE.
"""

import json
import os
import random
import sys
import threading
import time
from pathlib import Path

from ministack.core import lambda_runtime
from ministack.services import lambda_svc, ses, stepfunctions

counted = {"functions": 0, "mails": 0}
lock = threading.Lock()
sent = []
draw = random.Random(1)


def hold():
    """Puts the quotas around the emulator's own entry points."""
    lambda_runtime._NODEJS_WORKER_SCRIPT = naming_errors(lambda_runtime._NODEJS_WORKER_SCRIPT)
    lambda_svc._throttle_response = refusing(lambda_svc._throttle_response)
    ses._send_raw_email = within_rate(ses._send_raw_email)
    stepfunctions._call_lambda = telling_who_waits(stepfunctions._call_lambda)
    stepfunctions._scaled_sleep = patient(stepfunctions._scaled_sleep)


def count(what):
    with lock:
        counted[what] += 1
        Path(os.environ["REFUSED_FILE"]).write_text(json.dumps(counted))


def refusing(throttle_response):
    """Step Functions has a name of its own for a function that Lambda refused to run (its guide, 'Handling error conditions')."""

    def refused(*args, **named):
        count("functions")
        result = throttle_response(*args, **named)
        return {**result, "body": {**result["body"], "errorType": "Lambda.TooManyRequestsException"}}

    return refused


def within_rate(send):
    """SES answers so above the rate (its guide, 'Errors related to the sending quotas')."""

    def within(params):
        rate = mails_per_second()
        # The clock that people see is set; this one is not.
        now = time.perf_counter()
        with lock:
            sent[:] = [instant for instant in sent if now - instant < 1]
            is_over = rate is not None and len(sent) >= rate
            if not is_over:
                sent.append(now)
        if is_over:
            count("mails")
            return ses._error("Throttling", "Maximum sending rate exceeded.", 400)
        return send(params)

    return within


def mails_per_second():
    try:
        return json.loads(Path(os.environ["QUOTAS_FILE"]).read_text())["mails"]
    except FileNotFoundError:
        return None


def naming_errors(script):
    """The emulator calls each error of a function by one name. Lambda gives its own, by which a machine tries again."""
    message = "String(err.message || err)"
    assert message in script, "The emulator tells of errors otherwise than it did."
    return script.replace(message, f'String(err.name) + ": " + {message}')


def by_its_name(failed):
    if failed.error != "Runtime.HandlerError":
        return failed
    name, _, message = json.loads(failed.cause)["errorMessage"].partition(": ")
    return stepfunctions._ExecutionError(name, json.dumps({"errorType": name, "errorMessage": message}))


def telling_who_waits(call):
    """The emulator swallows the error of a function that was handed a task token, and waits on; Step Functions does not."""

    def telling(function, event):
        try:
            return call(function, event)
        except stepfunctions._ExecutionError as error:
            failed = by_its_name(error)
            handed = json.dumps(event)
            for token, waiting in list(stepfunctions._task_tokens.items()):
                if token in handed:
                    waiting["error"] = {"Error": failed.error, "Cause": failed.cause}
                    waiting["event"].set()
            raise failed from error

    return telling


def patient(wait):
    """A state that waits for a day is over at once (SFN_WAIT_SCALE); what is tried again waits in earnest, for a drawn part of its time."""

    def waits(seconds):
        caller = sys._getframe(1).f_code.co_name
        if caller in ("_execute_wait", "_sleep_until"):
            wait(seconds)
        else:
            time.sleep(draw.uniform(0, seconds))

    return waits
