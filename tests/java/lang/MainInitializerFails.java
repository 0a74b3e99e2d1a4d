// SPDX-License-Identifier: Apache-2.0
// The static initialiser of the main class throws: stack trace, exit code 1.
public class MainInitializerFails {
    static int v = Integer.parseInt("not a number");
    public static void main(String[] args) { System.out.println("never"); }
}
