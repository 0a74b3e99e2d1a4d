// SPDX-License-Identifier: Apache-2.0
package bob;

/** Holds all terminals back until the last of them is there. */
final class Gate {
    private int missing;
    private boolean open;

    Gate(int terminals) {
        missing = terminals;
    }

    /** For a terminal: it is ready; returns when the gate is open. */
    synchronized void pass() throws InterruptedException {
        if (--missing == 0) notifyAll();
        while (!open) wait();
    }

    /** Waits for all terminals, then lets them go. */
    synchronized void openWhenComplete() throws InterruptedException {
        while (missing > 0) wait();
        open = true;
        notifyAll();
    }
}
