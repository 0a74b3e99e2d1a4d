# SPDX-License-Identifier: Apache-2.0
# Jython 2.7
import collections
import re
import threading
import java.util.ArrayList as ArrayList


class Ghost(object):
    def __getattr__(self, name):
        return "ghost " + name


print Ghost().walk
print list(i * i for i in range(5)), re.sub(r'(\w)b', r'\1-', 'abcbdb')
items = ArrayList()
items.add("x")
items.add(3)
print items
total, lock = [0], threading.Lock()


def work(n):
    for i in range(n):
        with lock:
            total[0] += 1


threads = [threading.Thread(target=work, args=(200,)) for i in range(8)]
[t.start() for t in threads]
[t.join() for t in threads]
print total
try:
    1 / 0
except ZeroDivisionError, e:
    print "caught", e
print 2 ** 100, collections.Counter("hello").most_common(1), u"\u00e9".encode("utf8").encode("hex")
