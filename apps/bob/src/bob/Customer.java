// SPDX-License-Identifier: Apache-2.0
package bob;

/** A customer of a district. Nothing is called while its monitor is held. */
final class Customer {
    static final long FIRST_PAYMENT = 1000;
    private static final int LONGEST_DATA = 500;

    final int id;
    final int districtId;
    final int warehouseId;
    final String firstName;
    final String lastName;
    final String phone;
    final boolean goodCredit;
    final int discount;  // in hundredths of a percent
    private long balance = -FIRST_PAYMENT;
    private long paid = FIRST_PAYMENT;
    private int payments = 1;
    private int deliveries;
    private String data;
    private Order lastOrder;

    Customer(int id, District district, String lastName, Dice dice) {
        this.id = id;
        districtId = district.id;
        warehouseId = district.warehouse.id;
        this.lastName = lastName;
        firstName = dice.letters(8, 16);
        phone = dice.digits(16);
        goodCredit = !dice.percent(10);
        discount = dice.between(0, 5000);
        data = dice.letters(50, 100);
    }

    /** Who does not pay well has his payments noted, the latest first. */
    synchronized long pay(long amount, int atWarehouse, int atDistrict) {
        balance -= amount;
        paid += amount;
        payments++;
        if (!goodCredit) {
            String note = id + " " + districtId + " " + warehouseId + " " + atDistrict + " "
                + atWarehouse + " " + amount + "|" + data;
            data = note.length() <= LONGEST_DATA ? note : note.substring(0, LONGEST_DATA);
        }
        return balance;
    }

    synchronized void receive(long amount) {
        balance += amount;
        deliveries++;
    }

    synchronized void ordered(Order order) {
        lastOrder = order;
    }

    synchronized Order lastOrder() {
        return lastOrder;
    }

    synchronized long balance() {
        return balance;
    }

    synchronized long paid() {
        return paid;
    }

    synchronized int payments() {
        return payments;
    }

    synchronized int deliveries() {
        return deliveries;
    }
}
