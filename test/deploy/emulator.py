"""Starts the emulator. SIGUSR1 sets its clock to the instant that is its argument, SIGUSR2 puts it right again.

The CDK CLI must meet the real time: credentials of the past have expired for it.
"""

import runpy
import signal
import sys

import quotas
import time_machine

clock = time_machine.travel(sys.argv.pop(1), tick=True)
signal.signal(signal.SIGUSR1, lambda *_: clock.start())
signal.signal(signal.SIGUSR2, lambda *_: clock.stop())
quotas.hold()
runpy.run_module("ministack", run_name="__main__")
