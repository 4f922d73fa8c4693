package machine

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

// memoryStatus is MEMORYSTATUSEX.
type memoryStatus struct {
	length, load                                                   uint32
	total, free, totalPage, freePage, totalVirtual, freeVirtual, _ uint64
}

// installedMemory is the machine's memory in bytes.
func installedMemory() (int64, error) {
	var s memoryStatus
	s.length = uint32(unsafe.Sizeof(s))
	call := windows.NewLazySystemDLL("kernel32.dll").NewProc("GlobalMemoryStatusEx")
	if done, _, err := call.Call(uintptr(unsafe.Pointer(&s))); done == 0 {
		return 0, err
	}
	return int64(min(s.total, 1<<62)), nil
}
