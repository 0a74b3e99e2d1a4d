// SPDX-License-Identifier: Apache-2.0
// main is not static: the launcher's error text and exit code 1.
public class MainNotStatic {
    public void main(String[] args) {}
}
