// SPDX-License-Identifier: Apache-2.0
package bob;

/** A payment, as the district where it was made remembers it. */
record History(int customer, int customerDistrict, int customerWarehouse, long time, long amount,
    String data) {}
