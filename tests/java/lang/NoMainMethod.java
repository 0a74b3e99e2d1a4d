// SPDX-License-Identifier: Apache-2.0
// A class without a main method: the launcher's error text and exit code 1.
public class NoMainMethod {
    static void main(String a) {}
}
