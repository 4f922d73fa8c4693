package machine

import (
	"math"
	"testing"
	"testing/fstest"
)

func TestTheLimitOfAControlGroup(t *testing.T) {
	const none = math.MaxInt64
	for name, c := range map[string]struct {
		files map[string]string
		want  int64
	}{
		"no groups": {nil, none},
		"a container": {map[string]string{
			"proc/self/cgroup": "0::/\n", "sys/fs/cgroup/memory.max": "536870912\n",
		}, 512 << 20},
		"no limit": {map[string]string{
			"proc/self/cgroup": "0::/a.slice/b.scope\n", "sys/fs/cgroup/a.slice/b.scope/memory.max": "max\n",
		}, none},
		"that of a group above": {map[string]string{
			"proc/self/cgroup": "0::/a.slice/b.scope\n", "sys/fs/cgroup/a.slice/b.scope/memory.max": "4294967296\n",
			"sys/fs/cgroup/a.slice/memory.max": "1073741824\n", "sys/fs/cgroup/memory.max": "8589934592\n",
		}, 1 << 30},
		"of the first kind": {map[string]string{
			"proc/self/cgroup": "5:cpuset:/x\n4:cpu,memory:/docker/7f\n1:name=systemd:/y\n",
			"sys/fs/cgroup/memory/docker/7f/memory.limit_in_bytes": "268435456\n", "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
		}, 256 << 20},
		"of another controller": {map[string]string{
			"proc/self/cgroup": "5:cpuset:/x\n", "sys/fs/cgroup/memory/x/memory.limit_in_bytes": "1\n",
		}, none},
		"nonsense": {map[string]string{
			"proc/self/cgroup": "0\n\n0::\n0::../../..\n0::/x", "sys/fs/cgroup/memory.max": "-5\n", "sys/fs/cgroup/x/memory.max": "lots\n",
		}, none},
	} {
		root := fstest.MapFS{}
		for file, content := range c.files {
			root[file] = &fstest.MapFile{Data: []byte(content)}
		}
		if got := groupMemory(root); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}

func TestMemoryIsNoMoreThanWhatIsInstalled(t *testing.T) {
	installed, err := installedMemory()
	if err != nil || installed < 64<<20 || installed > 1<<50 {
		t.Errorf("%d bytes installed, %v", installed, err)
	}
	if got := Memory(); got <= 0 || got > installed {
		t.Errorf("%d bytes of the machine's %d", got, installed)
	}
}
