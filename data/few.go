package data

import "slices"

// few is a map of mostly few entries: up to fewest they stand in a list, which costs a tenth of what a map does. A path has
// a handful of users and queues, and may have a hundred thousand.
type few[K comparable, V any] struct {
	list []fewEntry[K, V]
	many map[K]V
}

type fewEntry[K comparable, V any] struct {
	key   K
	value V
}

const fewest = 16

func (f *few[K, V]) at(key K) int {
	for i := range f.list {
		if f.list[i].key == key {
			return i
		}
	}
	return -1
}

// get is the value of a key; false without one.
func (f *few[K, V]) get(key K) (V, bool) {
	if f.many != nil {
		v, ok := f.many[key]
		return v, ok
	}
	if i := f.at(key); i >= 0 {
		return f.list[i].value, true
	}
	var none V
	return none, false
}

// of is the value of a key, or the zero value.
func (f *few[K, V]) of(key K) V {
	v, _ := f.get(key)
	return v
}

func (f *few[K, V]) set(key K, value V) {
	if f.many != nil {
		f.many[key] = value
		return
	}
	if i := f.at(key); i >= 0 {
		f.list[i].value = value
		return
	}
	if f.list == nil {
		f.list = make([]fewEntry[K, V], 0, fewest/2)
	}
	if len(f.list) < fewest {
		f.list = append(f.list, fewEntry[K, V]{key, value})
		return
	}
	f.many = make(map[K]V, 2*fewest)
	for _, e := range f.list {
		f.many[e.key] = e.value
	}
	f.many[key], f.list = value, nil
}

func (f *few[K, V]) drop(key K) {
	if f.many != nil {
		delete(f.many, key)
	} else if i := f.at(key); i >= 0 {
		f.list = slices.Delete(f.list, i, i+1)
	}
}

func (f *few[K, V]) len() int { return len(f.list) + len(f.many) }

// any is one of the keys, with its value.
func (f *few[K, V]) any() (key K, value V) {
	if len(f.list) > 0 {
		return f.list[0].key, f.list[0].value
	}
	for k, v := range f.many {
		return k, v
	}
	return key, value
}

func (f *few[K, V]) clone() few[K, V] {
	c := few[K, V]{list: slices.Clone(f.list)}
	if f.many != nil {
		c.many = make(map[K]V, len(f.many))
		for k, v := range f.many {
			c.many[k] = v
		}
	}
	return c
}
